import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Keys } from './key-file.js';

/** The token of the installation's keys: `@Inject(KEYS) keys: Keys`. */
export const KEYS = Symbol('keys');

@Global()
@Module({})
export class KeysModule {
  static forRoot(keys: Keys): DynamicModule {
    return { module: KeysModule, providers: [{ provide: KEYS, useValue: keys }], exports: [KEYS] };
  }
}
