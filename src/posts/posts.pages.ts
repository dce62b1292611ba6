import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { POSTS, type Post as PostName } from '../domain/agreement/roles.js';
import { addDays, describeDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { AppointDto, CorrectPersonDto, CorrectPostDto, EndPostDto, OrganisationQuery, TakePostBackDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';

/** Who is in post: appointed, ended, and what they leave behind. */
@Controller('posts')
export class PostsPages {
  constructor(
    private readonly posts: PostsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() query: OrganisationQuery): Promise<Page> {
    const organisation = organisationOf(actor, query);
    const at = organisation.provider === undefined ? 'authority' : 'provider';
    const today = await this.today();
    const held = await this.posts.listPosts(actor, organisation);
    return page('posts/list', {
      held: held.filter(({ untilOn }) => untilOn === null || untilOn > today),
      before: held.filter(({ untilOn }) => untilOn !== null && untilOn <= today),
      posts: Object.fromEntries(Object.entries(POSTS).flatMap(([post, row]) => (row.at === at ? [[post, row.name]] : []))),
      names: POSTS,
      action: hrefOf(organisation),
      accountsHref: hrefWith('/accounts', textOf(organisation)),
      values: dateParts('fromOn', today),
    });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  appoint(@CurrentActor() actor: SignedIn, @Query() query: OrganisationQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const organisation = organisationOf(actor, query);
    return submitForm(AppointDto, form, {
      work: async (input) => {
        const { approvalId } = await this.posts.appoint(actor, organisation, input);
        if (approvalId !== null) return redirect('/approvals', { title: 'A second person has to approve it', text: `${input.name} is in post once they do, not before ${describeDate(input.fromOn)}. Nobody else is told by e-mail.` });
        const isToCome = input.fromOn > (await this.today());
        return redirect(hrefOf(organisation), { title: `${input.name} is in post${isToCome ? ` from ${describeDate(input.fromOn)}` : ''}`, text: TOLD[input.post] ?? 'Nobody is told by e-mail: let those know who should.' });
      },
      again: () => this.show(actor, query),
    });
  }

  @Get(':id/ending') @Allow.signedIn()
  async askEnd(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery): Promise<Page> {
    const organisation = organisationOf(actor, query);
    const holding = found(await this.posts.listPosts(actor, organisation), id, 'post');
    return page('posts/ending', { holding, names: POSTS, back: hrefOf(organisation), action: hrefWith(`/posts/${id}/ending`, textOf(organisation), {}), values: dateParts('lastOn', await this.today()) });
  }

  @Post(':id/ending') @Allow.signedIn() @NeedsProof()
  end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const organisation = organisationOf(actor, query);
    return submitForm(EndPostDto, form, {
      work: async (input) => {
        const { personId } = found(await this.posts.listPosts(actor, organisation), id, 'post');
        await this.posts.endPost(actor, id, input);
        return redirect(`/handover/${personId}`, { title: 'The end is recorded', text: 'This is what they owed. Duties stay with the post: its next holder finds them waiting.' });
      },
      again: () => this.askEnd(actor, id, query),
    });
  }

  @Get(':id/correction') @Allow.signedIn()
  async askCorrection(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery): Promise<Page> {
    const organisation = organisationOf(actor, query);
    const holding = found(await this.posts.listPosts(actor, organisation), id, 'post');
    const lastOn = holding.untilOn && addDays(holding.untilOn, -1);
    const values = { ...dateParts('fromOn', holding.fromOn), ...dateParts('lastOn', lastOn) };
    return page('posts/correction', { holding, names: POSTS, back: hrefOf(organisation), action: hrefWith(`/posts/${id}/correction`, textOf(organisation), {}), values });
  }

  @Post(':id/correction') @Allow.signedIn() @NeedsProof()
  correct(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const organisation = organisationOf(actor, query);
    return submitForm(CorrectPostDto, form, {
      work: async (input) => {
        await this.posts.correctPost(actor, id, input);
        return redirect(hrefOf(organisation), { title: 'The days are corrected', text: 'Both sides are kept, with your reason. What is owed follows.' });
      },
      again: () => this.askCorrection(actor, id, query),
    });
  }

  @Get(':id/person-correction') @Allow.signedIn()
  async askPersonCorrection(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery): Promise<Page> {
    const organisation = organisationOf(actor, query);
    const holding = found(await this.posts.listPosts(actor, organisation), id, 'post');
    return page('posts/person-correction', { holding, names: POSTS, back: hrefOf(organisation), action: hrefWith(`/posts/${id}/person-correction`, textOf(organisation), {}), values: { name: holding.name, phone: holding.phone ?? '' } });
  }

  @Post(':id/person-correction') @Allow.signedIn() @NeedsProof()
  correctPerson(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const organisation = organisationOf(actor, query);
    return submitForm(CorrectPersonDto, form, {
      work: async (input) => {
        await this.posts.correctPerson(actor, id, input);
        return redirect(hrefOf(organisation), { title: 'Name and phone are corrected', text: 'Both sides are kept, with your reason. Nobody is told by e-mail: let those know who should.' });
      },
      again: () => this.askPersonCorrection(actor, id, query),
    });
  }

  @Get(':id/taking-back') @Allow.signedIn()
  async askTakeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery): Promise<Page> {
    const organisation = organisationOf(actor, query);
    const holding = found(await this.posts.listPosts(actor, organisation), id, 'post');
    return page('posts/taking-back', { holding, names: POSTS, back: hrefOf(organisation), action: hrefWith(`/posts/${id}/taking-back`, textOf(organisation), {}) });
  }

  @Post(':id/taking-back') @Allow.signedIn() @NeedsProof()
  takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() query: OrganisationQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const organisation = organisationOf(actor, query);
    return submitForm(TakePostBackDto, form, {
      work: async (input) => {
        await this.posts.takePostBack(actor, id, input);
        return redirect(hrefOf(organisation), { title: 'It is taken back', text: 'They were never in this post. That they were named, and your reason, are kept. Name who is in post, if somebody is.' });
      },
      again: () => this.askTakeBack(actor, id, query),
    });
  }

  private today = () => this.unitOfWork.run(async ({ now }) => londonDate(now));
}

/** Whom the system tells by itself, by post; two have to do with it before a post of an authority is filled, and hear of it so. */
const TOLD: Partial<Record<PostName, string>> = {
  'designated-person': 'Once they begin, those with a placement in common are told by e-mail, once each (EP2).',
};

/** The one that is asked for; else one's own. */
const organisationOf = ({ authorityCode, providerId }: SignedIn, { authority, provider }: OrganisationQuery): OrganisationQuery =>
  authority !== undefined || provider !== undefined ? { authority, provider } : providerId === null ? { authority: authorityCode ?? undefined } : { provider: providerId };

const textOf = ({ authority, provider }: OrganisationQuery) => ({ authority, provider: provider?.toString() });

const hrefOf = (organisation: OrganisationQuery): string => hrefWith('/posts', textOf(organisation), {});
