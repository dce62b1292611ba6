import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Whether a page of the application answers at this address: GET or POST, with or without a query. The routes are read from the controllers. */
export function pageRoutes(app: INestApplication): (method: string, href: string) => boolean {
  const scanner = app.get(MetadataScanner);
  const routes = app.get(DiscoveryService).getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    const bases = [Reflect.getMetadata(PATH_METADATA, metatype) as string | string[]].flat();
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] ?? {};
      const own = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      if (own === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
      return bases.flatMap((base) => [own].flat().map((path) => ({ method, parts: partsOf(`${base}/${path}`) })));
    });
  }).filter(({ parts }) => parts[0] !== 'api');
  return (method, href) => {
    const asked = partsOf(href.split('?')[0] ?? '');
    return routes.some((route) => route.method === method && route.parts.length === asked.length && route.parts.every((part, place) => part.startsWith(':') || part === asked[place]));
  };
}

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);
