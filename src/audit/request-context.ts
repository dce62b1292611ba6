import { AsyncLocalStorage } from 'node:async_hooks';

/** What the edge knows of a request and the trail wants: its reference, which error pages show too. */
export interface RequestContext {
  requestId: string;
}

const current = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => current.getStore();

export const withRequestContext = <T>(context: RequestContext, work: () => T): T => current.run(context, work);
