import type { INestApplication } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ADMISSION } from './allow.js';

/** Throws with the names of all handlers that do not say who may come in: `@Allow.public()`, `.signedIn()` or `.training()`. */
export function refuseUnmarkedRoutes(app: INestApplication): void {
  const scanner = app.get(MetadataScanner);
  const unmarked = app.get(DiscoveryService).getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name] ?? {}) && !Reflect.hasMetadata(ADMISSION, prototype[name] ?? {}))
      .map((name) => `${metatype.name}.${name}`);
  });
  if (unmarked.length > 0) throw new Error(`These routes do not say who may come in; mark them with @Allow: ${unmarked.join(', ')}`);
}
