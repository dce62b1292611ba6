import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities.js';
import { useKeys } from '../encryption/use-keys.js';
import { LOCKS } from './locks.js';
import { AcknowledgementsTakenBack1790000000060 } from './migrations/1790000000060-acknowledgements-taken-back.js';
import { AcknowledgedFor1790000000027 } from './migrations/1790000000027-acknowledged-for.js';
import { ErasedCases1790000000039 } from './migrations/1790000000039-erased-cases.js';
import { TimesOut1790000000042 } from './migrations/1790000000042-times-out.js';
import { UnreachedKeyWorkers1790000000043 } from './migrations/1790000000043-unreached-key-workers.js';
import { ReleasesTakenBack1790000000044 } from './migrations/1790000000044-releases-taken-back.js';
import { HalvesOfAReview1790000000035 } from './migrations/1790000000035-halves-of-a-review.js';
import { Agreements1790000000009 } from './migrations/1790000000009-agreements.js';
import { AmendedAndCorrected1790000000026 } from './migrations/1790000000026-amended-and-corrected.js';
import { WaysInThatEnded1790000000061 } from './migrations/1790000000061-ways-in-that-ended.js';
import { CasesByMistake1790000000058 } from './migrations/1790000000058-cases-by-mistake.js';
import { CasesAndFacts1790000000002 } from './migrations/1790000000002-cases-and-facts.js';
import { ChallengesUnderAgreements1790000000047 } from './migrations/1790000000047-challenges-under-agreements.js';
import { CorrectedAgreements1790000000045 } from './migrations/1790000000045-corrected-agreements.js';
import { SignedReviews1790000000046 } from './migrations/1790000000046-signed-reviews.js';
import { Corrections1790000000006 } from './migrations/1790000000006-corrections.js';
import { CorrectionsByImport1790000000057 } from './migrations/1790000000057-corrections-by-import.js';
import { Credentials1790000000013 } from './migrations/1790000000013-credentials.js';
import { DerivedBreach1790000000020 } from './migrations/1790000000020-derived-breach.js';
import { DutiesAndMessages1790000000003 } from './migrations/1790000000003-duties-and-messages.js';
import { EmergencyWords1790000000022 } from './migrations/1790000000022-emergency-words.js';
import { Encryption1790000000016 } from './migrations/1790000000016-encryption.js';
import { FailedMessages1790000000004 } from './migrations/1790000000004-failed-messages.js';
import { FederatedSignIn1790000000014 } from './migrations/1790000000014-federated-sign-in.js';
import { KeyedCodes1790000000033 } from './migrations/1790000000033-keyed-codes.js';
import { NeedToKnow1790000000017 } from './migrations/1790000000017-need-to-know.js';
import { OrganisationDuties1790000000008 } from './migrations/1790000000008-organisation-duties.js';
import { OrganisationsAndPeople1790000000001 } from './migrations/1790000000001-organisations-and-people.js';
import { PeopleComeAndGo1790000000011 } from './migrations/1790000000011-people-come-and-go.js';
import { PlanSectionsAndMeetings1790000000010 } from './migrations/1790000000010-plan-sections-and-meetings.js';
import { RecordsAndSubjects1790000000005 } from './migrations/1790000000005-records-and-subjects.js';
import { Retention1790000000024 } from './migrations/1790000000024-retention.js';
import { ReviewsAndAnswers1790000000021 } from './migrations/1790000000021-reviews-and-answers.js';
import { Seals1790000000015 } from './migrations/1790000000015-seals.js';
import { Settings1790000000007 } from './migrations/1790000000007-settings.js';
import { WhoSigned1790000000025 } from './migrations/1790000000025-who-signed.js';
import { YoungPersonsSide1790000000018 } from './migrations/1790000000018-young-persons-side.js';
import { ToldOfRequests1790000000028 } from './migrations/1790000000028-told-of-requests.js';
import { SealedDrafts1790000000032 } from './migrations/1790000000032-sealed-drafts.js';
import { SubjectRequests1790000000023 } from './migrations/1790000000023-subject-requests.js';
import { TracedTransactions1790000000012 } from './migrations/1790000000012-traced-transactions.js';
import { CalendarFeeds1790000000051 } from './migrations/1790000000051-calendar-feeds.js';
import { Search1790000000052 } from './migrations/1790000000052-search.js';
import { SignInChanges1790000000055 } from './migrations/1790000000055-sign-in-changes.js';
import { ListsInTheTrail1790000000062 } from './migrations/1790000000062-lists-in-the-trail.js';
import { InspectorsByTwo1790000000063 } from './migrations/1790000000063-inspectors-by-two.js';
import { GivenPasswords1790000000056 } from './migrations/1790000000056-given-passwords.js';
import { Drafts1790000000065 } from './migrations/1790000000065-drafts.js';
import { Feedback1790000000066 } from './migrations/1790000000066-feedback.js';
import { BankHolidaysAdded1790000000080 } from './migrations/1790000000080-bank-holidays-added.js';
import { ToldOfTheCalendarsEnd1790000000081 } from './migrations/1790000000081-told-of-the-calendars-end.js';
import { Branding1790000000074 } from './migrations/1790000000074-branding.js';
import { ReturnsByFile1790000000082 } from './migrations/1790000000082-returns-by-file.js';
import { SavedViews1790000000085 } from './migrations/1790000000085-saved-views.js';
import { PublishedFigures1790000000086 } from './migrations/1790000000086-published-figures.js';
import { AnswersToProviders1790000000089 } from './migrations/1790000000089-answers-to-providers.js';
import { AnswersNotKept1790000000076 } from './migrations/1790000000076-answers-not-kept.js';
import { MailsAsWritten1790000000077 } from './migrations/1790000000077-mails-as-written.js';
import { NamedWhen1790000000078 } from './migrations/1790000000078-named-when.js';
import { SearchesSealed1790000000079 } from './migrations/1790000000079-searches-sealed.js';
import { LongWork1790000000072 } from './migrations/1790000000072-long-work.js';
import { StatutoryReturns1790000000087 } from './migrations/1790000000087-statutory-returns.js';
import { HoldsAsked1790000000059 } from './migrations/1790000000059-holds-asked.js';
import type { Keys } from '../keys/key-file.js';
import { PreparingClient } from './preparing-client.js';
import { giveToOwner, makeRoles, ROLES } from './roles.js';
import { StartError } from '../start-error.js';
import { applyRowSecurity, liftRowSecurity } from './row-security/apply-row-security.js';
import { NumbersGivenOn1790000000067 } from './migrations/1790000000067-numbers-given-on.js';
import { TimesWithoutPhone1790000000068 } from './migrations/1790000000068-times-without-phone.js';
import { HoldsInTheDigest1790000000070 } from './migrations/1790000000070-holds-in-the-digest.js';
import { ToldOfMistakes1790000000071 } from './migrations/1790000000071-told-of-mistakes.js';
import { catalogueFaults } from './row-security/catalogue-faults.js';

/** In the order of their numbers. */
export const MIGRATIONS = [
  OrganisationsAndPeople1790000000001, CasesAndFacts1790000000002, DutiesAndMessages1790000000003, FailedMessages1790000000004,
  RecordsAndSubjects1790000000005, Corrections1790000000006, Settings1790000000007, OrganisationDuties1790000000008,
  Agreements1790000000009, PlanSectionsAndMeetings1790000000010, PeopleComeAndGo1790000000011, TracedTransactions1790000000012,
  Credentials1790000000013, FederatedSignIn1790000000014, Seals1790000000015, Encryption1790000000016, NeedToKnow1790000000017,
  YoungPersonsSide1790000000018, DerivedBreach1790000000020, ReviewsAndAnswers1790000000021, EmergencyWords1790000000022,
  SubjectRequests1790000000023, Retention1790000000024, WhoSigned1790000000025, AmendedAndCorrected1790000000026,
  AcknowledgedFor1790000000027, ToldOfRequests1790000000028, SealedDrafts1790000000032, KeyedCodes1790000000033,
  HalvesOfAReview1790000000035, ErasedCases1790000000039, TimesOut1790000000042, UnreachedKeyWorkers1790000000043,
  ReleasesTakenBack1790000000044, CorrectedAgreements1790000000045, SignedReviews1790000000046, ChallengesUnderAgreements1790000000047,
  CalendarFeeds1790000000051, Search1790000000052, SignInChanges1790000000055, GivenPasswords1790000000056,
  CorrectionsByImport1790000000057, CasesByMistake1790000000058, HoldsAsked1790000000059, AcknowledgementsTakenBack1790000000060,
  WaysInThatEnded1790000000061, ListsInTheTrail1790000000062, InspectorsByTwo1790000000063, Drafts1790000000065, Feedback1790000000066,
  NumbersGivenOn1790000000067, TimesWithoutPhone1790000000068, HoldsInTheDigest1790000000070, ToldOfMistakes1790000000071,
  LongWork1790000000072, Branding1790000000074, AnswersNotKept1790000000076, MailsAsWritten1790000000077, NamedWhen1790000000078,
  SearchesSealed1790000000079, BankHolidaysAdded1790000000080, ToldOfTheCalendarsEnd1790000000081, ReturnsByFile1790000000082,
  SavedViews1790000000085, PublishedFigures1790000000086, StatutoryReturns1790000000087, AnswersToProviders1790000000089,
];

// A local date has no time and no zone: it stays the text that PostgreSQL says.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The one way to reach the database: for Nest, the command line, migrations and tests alike. */
export function dataSourceOptions(url: string, poolSize = 10, role?: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    poolSize,
    extra: { Client: PreparingClient, options: `-c timezone=UTC${role === undefined ? '' : ` -c role=${role}`}` },
  };
}

/**
 * Brings the database of the operator's account up to date: roles, tables, row-level security. Several processes may do so at
 * once: they take turns.
 */
export async function prepareTables(databaseUrl: string, keys: Keys): Promise<void> {
  const operator = new pg.Client({ connectionString: databaseUrl });
  await operator.connect();
  try {
    await operator.query('SELECT pg_advisory_lock($1)', [LOCKS.migrations]);
    await makeRoles(operator, databaseUrl, keys);
    await giveToOwner(operator);
    const migrations = useKeys(await new DataSource(dataSourceOptions(databaseUrl, 1, ROLES.owner.name)).initialize(), keys);
    try {
      if (await migrations.showMigrations()) {
        await liftRowSecurity(operator);
        await migrations.runMigrations({ transaction: 'each' });
      }
    } finally {
      await migrations.destroy();
    }
    await applyRowSecurity(operator);
    const faults = await catalogueFaults(operator);
    if (faults.length > 0) throw new StartError(`The database does not guard its rows: ${faults.join('; ')}. Somebody changed it by hand: put that right, then start again.`);
  } finally {
    await operator.end();
  }
}
