/** A piece of the agreement as it stands in the source. */
export type TextBlock =
  | { heading: string; level: 1 | 2 }
  | { paragraph: string }
  | { list: readonly (string | { text: string; list: readonly string[] })[] };

/**
 * The West Midlands agreement, word for word as its source has it, its slips included. What the service makes of each
 * sentence is in the register; the form at its end is `SIGNATURE_FORM`.
 */
export const AGREEMENT_TEXT: readonly TextBlock[] = [
  { heading: 'Post 16 Young People in Care and Care Leaver Learner Support Partnership Agreement – West Midlands', level: 1 },
  { heading: 'Purpose of the agreement', level: 2 },
  {
    list: [
      'Young People in Care and Care Leavers face significant challenges in education and training Post 16, as a result of the circumstances that brought them into care and the experiences they may have within the care system.',
      'This agreement expresses our commitment to work together, as partners, to ensuring that Young People in Care and Care Leavers achieve the best possible outcomes in Post 16 education and training.',
    ],
  },
  { heading: 'Our Principles and shared practice:', level: 2 },
  {
    list: [
      'The Virtual Head who signs the agreement for their Local Authority will be responsible for upholding these principles and promoting good practice with a] providers with whom their Virtual School has signed the agreement and b] for their young people in providers who have signed the agreement.',
      'We are prepared to be challenged by the question: ‘Would this be good enough for my child?’',
      'Our young people will be safe and feel safe in education and training and we will ensure they are listened to and that we respond appropriately to what they say',
      'We will work together to solve problems',
      'We will develop and help shape education and training that meets the needs of all our young people.',
      {
        text: 'We will ensure young people receive:',
        list: [
          'impartial, information, advice and guidance [IAG] that gets them into the right provision;',
          'the support to stay in provision they are entitled to',
          'advice and support when they are ready to move on',
        ],
      },
      'We will ensure information is shared openly and with due regard for safeguarding, confidentiality and data protection and in line with the purposes and ethos of this agreement.',
    ],
  },
  { heading: 'Social Care will:', level: 2 },
  { paragraph: 'Before the end of Year 11 ensure each young person has a ‘key worker’ [social worker, personal adviser [cf Care Panning regulations], foster carer, residential worker or other appropriate adult] with the authority and commitment to take the role of ‘best parent’ in supporting this agreement.' },
  { paragraph: 'NB social care must inform the provider promptly if the key worker changes.' },
  { heading: 'The social care key worker will:', level: 2 },
  { paragraph: 'Before the young person starts with a provider:' },
  {
    list: [
      'Obtain the young person’s consent to share safeguarding information with providers\nNB Safeguarding may require that information is shared without consent',
      'Ensure that the provider’s designated person knows their name contact details and other key contacts',
      'Complete an education plan [part of the Pathway Plan], which must cover: key contacts, safeguarding issues, with the young person and the provider before [preferably May-July] they start provision, or, if this is not possible, within thirty days of them starting.',
    ],
  },
  { paragraph: 'Once the young person is in provision:' },
  {
    list: [
      'Meet to review the plan at the provision at least six monthly, and more often if there are problems',
      'Listen to young people’s views and act on them appropriately',
      'Attend consultation events/ ‘parents’ evenings’',
      'If there are problems, or extra support is needed e.g. because accommodation arrangements are changing and call extra meetings as appropriate, contact the provider and engage with other relevant professionals',
      'Respond rapidly to an emergency within 24 hours as a maximum',
      'Provide the necessary support with accommodation, transport, finance and health so the young person can engage with their education, employment or training',
    ],
  },
  { heading: 'Education or Training Provider will:', level: 2 },
  {
    list: [
      'Have a ‘designated person’ who will be a first and direct phone, or email point of contact for young people in care and care leavers, carers, social care, careers, so they get individual and personal attention',
      'Notify partners if the designated person changes.',
      'Provide pre and post entry visits',
      'Advise and guide young people about all aspects of the provision and its services and ensure young people receive any financial or other support to which they are entitled',
      'Listen to young people’s views act on them appropriately',
      'Identify young people in care and care leavers, via a tick box on application forms and other post application checks.',
      'Ensure they know who the young person’s key worker and Virtual School key contact are at the point that the young person starts in provision',
      'Complete an education plan, which must cover safeguarding issues, with the young person and the key worker before [preferably May-July] they start provision, or, if this is not possible, within thirty days of them starting.',
      'Meet to review the education plan at the provision at least six monthly, or more often if there are problems',
      {
        text: 'Ensure each young person has a mentor or equivalent who is introduced to them and who:',
        list: [
          'Provides support and advocacy for the young person',
          'Is able to meet with the key worker and others to support the young person’s learning and education plan.',
        ],
      },
      {
        text: 'If there is a risk that the young person may not be able to stay at the provision, including any temporary suspension or fixed term exclusion:',
        list: [
          'inform the key worker and Virtual School key contact by phone and email on the day it occurs',
          'call a professionals’ meeting as appropriate to attempt to resolve issues',
        ],
      },
      'Not permanently exclude or terminate the young person’s course without following the procedure above.\nNB1 the young person may be suspended/fixed term excluded pending the outcome of this meeting. NB2 the meeting allows time to plan for alternatives, cover safeguarding issues etc.',
      'Ensure employers actively partnered with support this agreement.',
      'Ensure, impartial careers information, advice and guidance is provided.',
      'Track individual learner: attendance; retention; outcomes; achievement; progression and value added data and share with the young person’s Virtual School.',
    ],
  },
  { heading: 'Virtual School', level: 2 },
  { paragraph: 'The Virtual School for Children in Care and Care Leavers carries the local authority corporate parenting responsibility to promote the education of their children in care and care leavers wherever they are placed. The Virtual School will:' },
  {
    list: [
      'Ensure a Virtual School key contact is in place with day to day responsibility for this agreement',
      'Promote and publicise the Learner Support Agreement with their Local Authority partners: social care, Director of Children’s Services, elected members, other work based learning providers, commissioners etc.',
      'Work with other Virtual Schools to provide support and challenge as appropriate e.g. for a young person from another LA who is placed in local provision. The local Virtual School will not take over the responsibility of the ‘home’ local authority [local authority to which the young person is or was in care].',
      'Ensure young people have access to high quality, impartial careers information, advice and guidance',
      'Ensure young people have a high quality Personal Education Plan which contains plans for Post 16 education and which is maintained in an appropriate form Post 16 [e.g. via Pathway Plan or separate education plan]',
      'Track young people in Post 16 education, employment and training so issues are followed up promptly',
      'Ensure that there is Internet based information e.g. through a Virtual School website about the Learner Support Agreement',
    ],
  },
  { heading: 'Learner Support Partnership Agreement implementation process', level: 2 },
  {
    list: [
      'Virtual Schools will obtain the agreement of social care to support the agreement',
      {
        text: 'A formal meeting is held to sign the agreement between:',
        list: [
          'The Virtual School from the LA in which the provider is situated. NB if this is not the case, Virtual Schools should consult each other;',
          'The principal, or vice principal, or equivalent of the provider.',
        ],
      },
      'Each party is responsible for publicising and promoting the agreement within their own organisations.',
      'Each Virtual School is also responsible for tracking and supporting its own young people and challenging signatories and services in its Local Authority to ensure issues are resolved and support provided.',
      'Each Virtual School should keep the agreement under review for example via an annual review see Suggested Approach to Review document.',
    ],
  },
];
