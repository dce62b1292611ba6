import { expect } from '@jest/globals';
import { readApiDescription, type ApiDescription } from './api-description.js';
import type { Answer, TestApplication } from './application.js';
import type { Who } from './region.js';

/** A problem as the API answers it. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  reasons: { code: string; sentence: string; field?: string }[];
  instance: string;
}

/**
 * The calls of a test, each held to the description: an answer that it does not describe fails the test. `done` collects
 * the operations that succeeded, by their ids.
 */
export class ApiCalls {
  readonly done = new Set<string>();

  private constructor(
    private readonly test: TestApplication,
    readonly description: ApiDescription,
  ) {}

  static async of(test: TestApplication): Promise<ApiCalls> {
    return new ApiCalls(test, await readApiDescription(test));
  }

  /** `calls.post('keyWorker', '/cases/…', { … })`, below /api/v1. */
  get = <T = Record<string, unknown>>(who: Who | null, path: string, headers?: Record<string, string>) => this.call<T>(who, 'GET', path, undefined, headers);
  post = <T = Record<string, unknown>>(who: Who | null, path: string, body?: unknown, headers?: Record<string, string>) => this.call<T>(who, 'POST', path, body, headers);
  put = <T = Record<string, unknown>>(who: Who | null, path: string, body?: unknown, headers?: Record<string, string>) => this.call<T>(who, 'PUT', path, body, headers);
  delete = (who: Who | null, path: string) => this.call(who, 'DELETE', path);

  /** The same, for a call that has to be refused: status, code, and each reason as `field: CODE`. */
  async refusal(who: Who | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>) {
    const { body: problem } = await this.call<Problem>(who, method, path, body, headers);
    return [problem.status, problem.code, ...problem.reasons.map(({ code, field }) => `${field ?? ''}: ${code}`)];
  }

  async call<T>(who: Who | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    const url = `/api/v1${path}`;
    const answer = await this.test.send<T>(who, method, url, body, headers);
    expect(this.description.faults(method, url, answer)).toEqual([]);
    if (answer.status < 300) this.done.add(this.description.operationFor(method, url).id);
    return answer;
  }
}
