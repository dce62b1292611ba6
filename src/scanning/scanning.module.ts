import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '../config.js';
import { FileScanner, ScannerSettings } from './file-scanner.service.js';

/** Looks at files before they are kept. Global: whoever takes a file asks it. */
@Module({})
export class ScanningModule {
  static forRoot({ scannerUrl }: Pick<Config, 'scannerUrl'>): DynamicModule {
    return {
      module: ScanningModule,
      global: true,
      providers: [{ provide: ScannerSettings, useValue: new ScannerSettings(scannerUrl === undefined ? null : new URL(scannerUrl)) }, FileScanner],
      exports: [FileScanner],
    };
  }
}
