import { HEX_COLOUR } from '../domain/contrast.js';
import { PatternField, TextField } from '../validation.js';

const PHONE = /^\+?[\d ()-]{5,24}$/;
const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:]{2,}$/;

/** All of it at once: what is left out is the installation's from then on. */
export class SetBranding {
  @TextField({ description: 'what the service is called', max: 80, optional: true }) serviceName?: string;
  @PatternField(HEX_COLOUR, '#12436d', { description: 'colour of the header', optional: true }) colour?: string;
  @TextField({ description: 'whom people reach', max: 80, optional: true }) contactName?: string;
  @PatternField(PHONE, '07700 900123', { description: 'phone number', optional: true }) contactPhone?: string;
  @PatternField(EMAIL, 'help@council.example', { description: 'e-mail address', optional: true }) contactEmail?: string;
  @TextField({ description: 'when they can be reached', max: 120, optional: true }) contactHours?: string;
}
