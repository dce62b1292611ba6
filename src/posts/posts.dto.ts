import { PatternField, ChoiceField, IdField, LocalDateField, TextField } from '../validation.js';
import { POSTS, type Post } from '../domain/agreement/roles.js';

/** The organisation whose posts they are: one of the two. */
export class OrganisationQuery {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority', optional: true }) authority?: string;
  @IdField({ description: 'provider', optional: true }) provider?: number;
}

export class AppointDto {
  @ChoiceField(POSTS, { description: 'post' }) post: Post;
  @TextField({ description: 'name', max: 200 }) name: string;
  @PatternField(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'dan.pike@college.example', { description: 'direct e-mail' }) email: string;
  @TextField({ description: 'direct phone', max: 40 }) phone: string;
  @TextField({ description: 'social care team', max: 100, optional: true }) team?: string;
  @LocalDateField({ description: 'in post from' }) fromOn: string;
  /** Only where somebody known has another name or phone. */
  @TextField({ description: 'why their name or phone is changed', max: 1000, optional: true }) reason?: string;
}

export class CorrectPostDto {
  @LocalDateField({ description: 'first day in post' }) fromOn: string;
  /** Left out where they are still in post. */
  @LocalDateField({ description: 'last day in post', optional: true }) lastOn?: string;
  @TextField({ description: 'why it is corrected', max: 1000 }) reason: string;
}

/** How somebody in a post is called and reached. */
export class CorrectPersonDto {
  @TextField({ description: 'name', max: 200 }) name: string;
  @TextField({ description: 'direct phone', max: 40 }) phone: string;
  @TextField({ description: 'why it is corrected', max: 1000 }) reason: string;
}

export class TakePostBackDto {
  @TextField({ description: 'why it was a mistake', max: 1000 }) reason: string;
}

export class TakeAcknowledgementBackDto {
  @TextField({ description: 'why it was a mistake', max: 1000 }) reason: string;
}

export class EndPostDto {
  @LocalDateField({ description: 'last day in post' }) lastOn: string;
}
