import { Injectable, Logger } from '@nestjs/common';
import { invalid, Refusal } from '../errors.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import type { Upload } from '../web/visitor.js';
import { findingOf } from './clamd.js';

/** Where the operator's scanner is; null where there is none. */
export class ScannerSettings {
  constructor(readonly scannerUrl: URL | null) {}
}

/** Looks for what is malicious in a file before it is kept, since it is given out again as it came. It fails closed. */
@Injectable()
export class FileScanner {
  private readonly logger = new Logger('scanner');

  constructor(
    private readonly settings: ScannerSettings,
    private readonly installation: InstallationFacts,
  ) {}

  /**
   * Lets a file through that a scanner has found clean; a training installation, whose files are nobody's, needs none. A file that is not there passes.
   * Errors: INVALID (MALICIOUS) about the field `file`; SCANNER_UNAVAILABLE (503), where nobody can look.
   */
  async expectClean(file: Upload | undefined): Promise<void> {
    const { scannerUrl } = this.settings;
    if (!file || (scannerUrl === null && (await this.installation.isTraining()))) return;
    if ((await this.look(file, scannerUrl)) !== null) throw invalid([{ code: 'MALICIOUS', field: 'file', sentence: 'The scanner found something harmful in this file, and it was not kept. Tell whoever looks after your computer, and scan the form anew.' }]);
  }

  private async look({ content }: Upload, scannerUrl: URL | null): Promise<string | null> {
    try {
      if (scannerUrl === null) throw new Error('SCANNER_URL is not set');
      return await findingOf(scannerUrl, content);
    } catch (error) {
      this.logger.error(`A file was not kept, since nobody could look at it: ${(error as Error).message}`);
      throw new Refusal(503, 'SCANNER_UNAVAILABLE', 'Files cannot be checked for viruses at the moment, and this one was not kept. Try again later, or have it signed by people who are signed in.');
    }
  }
}
