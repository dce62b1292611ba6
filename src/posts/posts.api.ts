import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { PostAnswer, PostListAnswer } from './posts.answers.js';
import { AppointDto, CorrectPersonDto, CorrectPostDto, EndPostDto, OrganisationQuery, TakePostBackDto } from './posts.dto.js';
import { PostsService } from './posts.service.js';

@ApiTags('People')
@Controller('api/v1/posts')
export class PostsApi {
  constructor(
    private readonly posts: PostsService,
    private readonly approvals: ApprovalViews,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('Who holds, and held, the posts of an authority or a provider', { answers: PostListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() query: OrganisationQuery) {
    const items = await this.posts.listPosts(actor, query);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Puts somebody into a post, today or on a day to come (EP1, EP2, VS1); it waits for a second person unless somebody of a provider fills its own', { answers: [PostAnswer, ApprovalAnswer], status: 201 })
  async appoint(@CurrentActor() actor: SignedIn, @Query() query: OrganisationQuery, @Body() input: AppointDto) {
    const { holdingId, approvalId } = await this.posts.appoint(actor, query, input);
    if (approvalId !== null) return answer(await this.approvals.read(actor, approvalId), { location: `/api/v1/approvals/${approvalId}` });
    return answer(found(await this.posts.listPosts(actor, query), holdingId, 'post'), { location: '/api/v1/posts' });
  }

  @Post(':id/correction')
  @Allow.signedIn()
  @NeedsProof()
  @Operation("Puts the days of somebody's time in post right, also an end that was none; both sides are kept, and duties follow", { status: 204 })
  async correct(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: CorrectPostDto): Promise<void> {
    await this.posts.correctPost(actor, id, input);
  }

  @Post(':id/person-correction')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Puts right how somebody in a post is called or reached; both sides are kept, and duties follow (EP1, VS1)', { status: 204 })
  async correctPerson(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: CorrectPersonDto): Promise<void> {
    await this.posts.correctPerson(actor, id, input);
  }

  @Post(':id/taking-back')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Takes back that somebody was put into a post: the wrong person was named, and was never in it; it is kept, and duties follow (EP1, EP2, VS1)', { status: 204 })
  async takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: TakePostBackDto): Promise<void> {
    await this.posts.takePostBack(actor, id, input);
  }

  @Post(':id/ending')
  @Allow.signedIn()
  @NeedsProof()
  @Operation("Ends somebody's time in post; without a successor the vacancy is a duty (EP1, VS1)", { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: EndPostDto): Promise<void> {
    await this.posts.endPost(actor, id, input);
  }
}
