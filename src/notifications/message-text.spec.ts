import { describe, expect, it } from '@jest/globals';
import type { HoldLine } from './hold-words.js';
import { renderMessage, type MessageLine } from './message-text.js';

const HERE = { publicUrl: 'https://support.example', training: false };

const plan: MessageLine = {
  reference: 'LS-7K2QF9',
  caseId: 7,
  owedBy: ['key-worker', 'designated-person'],
  dutyId: 12,
  dutyKey: 'KW3/placement-17',
  clause: 'KW3',
  stage: 'reminder-start+29',
  owedTo: 'young person',
  dueOn: '2026-10-31',
  dueAt: null,
  why: 'Thirty days after the start on Thursday 1 October 2026, so the last day is Saturday 31 October 2026.',
  role: 'key-worker',
  standingInFor: null,
};
const riskByMail: MessageLine = { ...plan, dutyId: 30, dutyKey: 'EP11/notice-9/email/key-worker', clause: 'EP11', owedBy: ['designated-person'], stage: 'notice', owedTo: 'key worker', dueOn: '2026-10-30' };
const emergency: MessageLine = { ...plan, dutyId: 40, clause: 'KW8', owedBy: ['key-worker'], stage: 'reminder-at-once', dueOn: null, dueAt: new Date('2027-03-28T12:00:00Z') };

const subject = (delivery: 'digest' | 'urgent', ...lines: MessageLine[]) => renderMessage(delivery, lines, HERE).subject;

describe('the body', () => {
  const text = (line: MessageLine) => renderMessage('urgent', [line], HERE).text;
  const call: MessageLine = { ...riskByMail, stage: 'level-1', dutyKey: 'EP11/notice-9/phone/key-contact', owedTo: 'Virtual School key contact' };

  it('tells one leg of a risk notice from another, and who it waits for', () => {
    expect(text({ ...call, role: 'key-contact' })).toContain('The Virtual School key contact is told by phone that a learner may not be able to stay (EP11)');
    expect(text({ ...call, role: 'key-contact' })).toContain('It waits for the designated person: Tell the Virtual School key contact');
    expect(text({ ...call, role: 'designated-person' })).not.toContain('It waits for');
  });

  it('leads nobody to a page that they cannot open', () => {
    expect(text({ ...call, role: 'signatory' })).not.toContain('https://');
    const challenge: MessageLine = { ...call, clause: 'IM4', dutyKey: 'IM4/challenge-7', owedBy: ['signatory'], role: 'signatory' };
    expect([text(challenge).includes('/cases/LS-7K2QF9#duty-30'), text({ ...challenge, owedBy: ['designated-person'] }).includes('https://')]).toEqual([true, false]);
    expect(text({ ...call, role: 'signatory', standingInFor: 'designated-person' })).toContain('/cases/LS-7K2QF9#duty-30');
    expect(text({ ...call, role: 'director', stage: 'level-3' })).toContain('https://support.example/escalations\n');
  });

  it('stops after fifty matters and says how many more there are', () => {
    const many = Array.from({ length: 73 }, (_, index) => ({ ...plan, dutyId: index }));
    const digest = renderMessage('digest', many, HERE).text;
    expect(digest.match(/#duty-/g)).toHaveLength(50);
    expect(digest).toContain('And 23 more. All of them, by due time:\nhttps://support.example/');
  });
});

describe('the subject', () => {
  it.each([
    [plan, 'LS-7K2QF9: education plan due Saturday 31 October 2026'],
    [{ ...plan, stage: 'level-1' }, 'LS-7K2QF9: education plan missed, was due Saturday 31 October 2026'],
    [{ ...plan, stage: 'level-2' }, 'LS-7K2QF9: education plan still not done, was due Saturday 31 October 2026'],
    [{ ...plan, clause: 'SC1', dueOn: null }, 'LS-7K2QF9: key worker due on a day that is not known yet'],
    [riskByMail, 'LS-7K2QF9: a learner may not be able to stay'],
    [{ ...riskByMail, clause: 'SC2' }, 'LS-7K2QF9: the key worker has changed'],
    [emergency, 'LS-7K2QF9: emergency due by 13:00 BST on Sunday 28 March 2027'],
  ] as [MessageLine, string][])('names case, matter and due time: %#', (line, expected) => {
    expect(subject('digest', line)).toBe(expected);
  });

  it('counts when there are several', () => {
    expect(subject('digest', plan, { ...plan, dutyId: 13, reference: 'LS-222222' })).toBe('Today: 2 duties need you');
    expect(subject('urgent', riskByMail, emergency)).toBe('LS-7K2QF9: 2 duties need you');
  });

  it('is that of one when two legs of a risk notice have the same', () => {
    const leg: MessageLine = { ...riskByMail, stage: 'reminder-at-once', role: 'designated-person' };
    expect(subject('urgent', leg, { ...leg, dutyId: 31, owedTo: 'Virtual School key contact' })).toBe('LS-7K2QF9: risk notice due Friday 30 October 2026');
  });
});

describe('the text', () => {
  it('says what, until when, why then, what to do, where, and why this person gets it', () => {
    expect(renderMessage('digest', [plan], HERE).text).toBe(
      [
        'LS-7K2QF9: The education plan is agreed (KW3)',
        'Due Saturday 31 October 2026. Why then: Thirty days after the start on Thursday 1 October 2026, so the last day is Saturday 31 October 2026.',
        'Agree the plan, key worker, designated person and young person together, and record it.',
        'https://support.example/cases/LS-7K2QF9#duty-12',
        'You get this as key worker.',
        '',
        'E-mails from Learner Support carry references only. Sign in to see the case. Reminders stop when the duty is done or is no longer owed.',
        '',
      ].join('\n'),
    );
  });

  it('begins with the counts and what is worst, and says a duty once to whom it reaches in two roles', () => {
    const missed: MessageLine = { ...plan, dutyId: 11, stage: 'level-1', role: 'team-manager' };
    const { text } = renderMessage('digest', [plan, missed, { ...missed, standingInFor: 'key-worker' }], HERE);
    const lines = text.split('\n');
    expect(lines[0]).toBe('2 duties need you: 1 missed, 1 still in time.');
    expect(lines[3]).toBe('It was not done in time and is in the escalation queue now.');
    expect(lines[7]).toBe('You get this as social care team manager; and as social care team manager, standing in: nobody is key worker here now.');
    expect(text.match(/#duty-11/g)).toHaveLength(1);
  });

  it('tells a key worker plainly of a risk notice', () => {
    const { text } = renderMessage('urgent', [riskByMail], HERE);
    expect(text).toContain('A learner was reported as possibly unable to stay with their provider.\n');
    expect(text).toContain('acknowledge it there');
  });

  it('says that a training installation is one', () => {
    expect(renderMessage('digest', [plan], { ...HERE, training: true }).text).toContain('This comes from a training installation');
  });

  it('carries the newest seal in the digest of a Virtual School, and of nobody else', () => {
    const head = { id: 1042, hash: '3f9a2c71'.repeat(8) };
    const said = (delivery: 'digest' | 'urgent', role: MessageLine['role']) => renderMessage(delivery, [{ ...plan, role }], { ...HERE, head }).text.split('\n').filter((line) => line.includes('seal'));
    for (const role of ['key-contact', 'virtual-head'] as const) {
      expect(said('digest', role)).toEqual([`Keep this mail as a witness: the trail of who did what stands at seal 1042, 3f9a2c71, in full ${head.hash}`]);
      expect(said('urgent', role)).toEqual([]);
    }
    expect(said('digest', 'key-worker')).toEqual([]);
  });

  it('comes as HTML too, with links and without markup of its own', () => {
    const { html } = renderMessage('digest', [{ ...plan, why: 'Less than <30> days & "more".' }], HERE);
    expect(html).toContain('<a href="https://support.example/cases/LS-7K2QF9#duty-12">');
    expect(html).toContain('Less than &lt;30&gt; days &amp; &quot;more&quot;.');
  });
});

describe('a hold that waits for a decision', () => {
  const hold: HoldLine = { clause: 'KW3', until: '2026-11-02', caseReference: 'LS-7K2QF9', organisationName: null };

  it('stands in the digest by its reference, with what it is about, until when, where it is decided, why it came and when it stops', () => {
    const { subject: alone, text, html } = renderMessage('digest', [], HERE, [hold]);
    expect(alone).toBe('LS-7K2QF9: a hold waits for your decision');
    expect(text.split('\n').slice(0, 5)).toEqual([
      'LS-7K2QF9: a hold waits for your decision: The education plan is agreed (KW3)',
      'Somebody asks to put it on hold until Monday 2 November 2026. Until a second person has approved that, it is owed as before.',
      'Approve it or refuse it:',
      'https://support.example/holds',
      'You get this because you may decide on it, and neither asked for it nor owe the duty. It stops when somebody has decided, at the latest on Monday 2 November 2026.',
    ]);
    expect(html).toContain('<a href="https://support.example/holds">');
  });

  it('is counted beside the duties', () => {
    expect(renderMessage('digest', [], HERE, [hold, { ...hold, caseReference: null, organisationName: 'Ashgrove College' }]).subject).toBe('Today: 2 holds wait for your decision');
    expect(renderMessage('digest', [plan], HERE, [hold]).subject).toBe('Today: 1 duty and 1 hold need you');
  });
});
