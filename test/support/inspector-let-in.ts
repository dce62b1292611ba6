import type { TestApplication } from './application.js';

/** An inspector from outside, named by the Virtual Head of Birmingham and approved by its data protection lead; all cases where no references are named. */
export async function inspectorLetIn(test: TestApplication, { references, lastOn = '2026-12-31' }: { references?: string; lastOn?: string } = {}): Promise<{ id: number; personId: number }> {
  const asked = await test.post<{ id: number }>('head', '/api/v1/inspections', { name: 'Ines Pect', email: 'ines.pect@inspection.example', lastOn, ...(references && { references }) });
  const approved = await test.post('dataProtectionLead', `/api/v1/approvals/${asked.body.id}/approval`);
  const { body } = await test.get<{ items: { id: number; personId: number }[] }>('head', '/api/v1/inspections');
  const [newest] = body.items;
  if (asked.status !== 201 || approved.status >= 300 || !newest) throw new Error(`no inspector was let in: ${asked.status}, ${approved.status}`);
  return newest;
}
