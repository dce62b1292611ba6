import { Controller, Get, Param, Post } from '@nestjs/common';
import { notAllowed, notFound, Refusal } from '../errors.js';
import { LongWork } from '../long-work/long-work.service.js';
import { ChoiceField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import { counted } from '../web/template-filters.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { IMPORT_KINDS, type ImportCounts, type ImportKind } from './import-batch.entity.js';
import { ImportConfirmations } from './import-confirmations.service.js';
import { KINDS_OF_IMPORT, mayImport } from './import-kinds.js';
import { ConfirmImportDto, TakeImportBackDto } from './imports.dto.js';
import { importSubject, ImportsService } from './imports.service.js';

/** More faulty rows than these are not read on a page: they are downloaded. */
const ERRORS_SHOWN = 100;

/** Nor more changes than these. */
const CHANGES_SHOWN = 100;

class ImportForm {
  @ChoiceField(IMPORT_KINDS, { description: 'what is in the file' }) kind: ImportKind;
}

/** Files in: looked at first, written once somebody has confirmed. */
@Controller('imports')
export class ImportsPages {
  constructor(
    private readonly imports: ImportsService,
    private readonly confirmations: ImportConfirmations,
    private readonly longWork: LongWork,
  ) {}

  @Get()
  @Allow.signedIn()
  ask(@CurrentActor() person: SignedIn): Page {
    const kinds = kindsFor(person);
    if (kinds.length === 0) throw notAllowed('import files. Ask the administrator or the Virtual School key contact of your authority');
    return page('imports/new', { kinds });
  }

  @Post()
  @Allow.signedIn()
  @TakesFiles()
  preview(@CurrentActor() person: SignedIn, @Submitted() form: FormValues, @Uploaded('file') file: Upload | undefined) {
    return submitForm(ImportForm, form, {
      work: async ({ kind }) => {
        if (!file) throw aboutTheFile(new Refusal(422, 'REQUIRED', 'Choose the file to import.'));
        const batch = await this.imports.previewImport(person, kind, file.fileName, file.content).catch((error: unknown) => {
          throw error instanceof Refusal && error.status !== 403 ? aboutTheFile(error) : error;
        });
        return redirect(`/imports/${batch.id}`);
      },
      again: () => this.ask(person),
    });
  }

  @Get('columns/:kind')
  @Allow.signedIn()
  columns(@Param('kind') kind: string): Page {
    if (!isKind(kind)) throw notFound('such page');
    const { layout } = KINDS_OF_IMPORT[kind];
    return page('imports/columns', { kind, kindName: IMPORT_KINDS[kind], meaning: layout.meaning, columns: layout.columns });
  }

  @Get(':id')
  @Allow.signedIn()
  async show(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const batch = await this.imports.readImport(person, id);
    const shownChanges = await this.imports.readChanges(person, id, CHANGES_SHOWN);
    return page('imports/show', {
      batch,
      mayTakeBack: batch.state === 'confirmed' && KINDS_OF_IMPORT[batch.kind].takeBack !== undefined,
      work: await this.longWork.underWay(person, 'import', importSubject(id)),
      kindName: IMPORT_KINDS[batch.kind],
      shownErrors: batch.errors.slice(0, ERRORS_SHOWN),
      shownChanges,
      faultyRows: new Set(batch.errors.map(({ line }) => line)).size,
      goodRows: batch.result.created + batch.result.changed + batch.result.unchanged,
    });
  }

  @Post(':id/confirmation')
  @Allow.signedIn()
  confirm(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(ConfirmImportDto, form, {
      work: async ({ reason }) => {
        const { batch, approvalId, work } = await this.confirmations.confirm(person, id, reason ?? null);
        if (approvalId !== null) return redirect('/approvals', { title: 'A second person has to approve it', text: 'The file puts people into posts. It is imported once they do.' });
        if (work) return redirect(`/long-work/${work.id}`, { title: 'The file is being imported', text: 'It is large, so it goes on in the background: all of it or nothing.' });
        return redirect(`/imports/${id}`, { title: 'The file is imported', text: resultInWords(batch.result) });
      },
      again: () => this.show(person, id),
    });
  }

  @Post(':id/taking-back')
  @Allow.signedIn()
  takeBack(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(TakeImportBackDto, form, {
      work: async ({ reason }) => {
        const { work } = await this.confirmations.takeBack(person, id, reason);
        if (work) return redirect(`/long-work/${work.id}`, { title: 'The file is being taken back', text: 'It is large, so it goes on in the background: all of it or nothing.' });
        return redirect(`/imports/${id}`, { title: 'The file is taken back', text: 'Nothing of it counts any more, but for what somebody put right since.' });
      },
      again: () => this.show(person, id),
    });
  }

  @Post(':id/discarding')
  @Allow.signedIn()
  discard(@CurrentActor() person: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.imports.discardImport(person, id);
        return redirect('/imports', { title: 'The file is thrown away', text: 'Nothing of it was imported.' });
      },
      again: () => this.show(person, id),
    });
  }
}

const isKind = (text: string): text is ImportKind => Object.hasOwn(IMPORT_KINDS, text);

/** The kinds of file that this person may import for some authority. */
const kindsFor = (person: SignedIn) =>
  (Object.keys(IMPORT_KINDS) as ImportKind[])
    .filter((kind) => mayImport(person, kind))
    .map((kind) => ({ value: kind, text: IMPORT_KINDS[kind], meaning: KINDS_OF_IMPORT[kind].layout.meaning }));

/** What is wrong with the file as a whole is said beside the field it was chosen in. */
const aboutTheFile = ({ code, detail }: Refusal) => new Refusal(422, code, detail, [{ code, field: 'file', sentence: detail }]);

const resultInWords = ({ created, changed, unchanged }: ImportCounts) =>
  `${counted(created, 'row')} added, ${counted(changed, 'row')} changed, ${counted(unchanged, 'row')} as they were.`;
