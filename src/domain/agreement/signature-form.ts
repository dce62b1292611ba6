/** The two sides that sign. */
export const SIGNING_PARTIES = { provider: 'the provider', 'virtual-school': 'the Virtual School' } as const;
export type SigningParty = keyof typeof SIGNING_PARTIES;

/** IM2: who may sign for a provider. */
export const SIGNATORY_RANKS = { principal: 'principal', 'vice-principal': 'vice principal', equivalent: 'the equivalent of a principal' } as const;
export type SignatoryRank = keyof typeof SIGNATORY_RANKS;

/** What is filled in on the signature form. `label` is the source's word for it, `name` says it in a sentence. */
export const FORM_FIELDS = {
  signatoryName: { label: 'Name of signatory to this agreement', name: 'name of the signatory' },
  signatoryEmail: { label: 'Email address', name: 'email address of the signatory' },
  signatoryRole: { label: 'Role of signatory to this agreement', name: 'role of the signatory' },
  designatedTutorName: { label: 'Name of designated tutor', name: 'name of the designated tutor' },
  designatedTutorEmail: { label: 'Designated tutor email', name: 'email of the designated tutor' },
  designatedTutorPhone: { label: 'Designated tutor phone', name: 'phone of the designated tutor' },
  virtualHeadName: { label: 'Head of Virtual School - name*', name: 'name of the Head of Virtual School' },
  virtualHeadEmail: { label: 'Head of Virtual School email', name: 'email of the Head of Virtual School' },
  keyContactName: { label: 'Virtual School key contact name', name: 'name of the Virtual School key contact' },
  keyContactEmail: { label: 'Virtual School key contact email', name: 'email of the Virtual School key contact' },
} as const satisfies Record<string, { label: string; name: string }>;
export type FormField = keyof typeof FORM_FIELDS;
export type SignatureFormValues = Record<FormField, string | null>;

/** A line of the form: the provider's name, a field, or a signature. */
export type FormLine = { label: string } & ({ field: FormField | 'providerName' } | { signature: SigningParty });

const line = (field: FormField): FormLine => ({ label: FORM_FIELDS[field].label, field });

/** “Provider details and signature”, the form at the end of the agreement: its lines in their order and words, and no others. */
export const SIGNATURE_FORM: readonly FormLine[] = [
  { label: 'Provider Name', field: 'providerName' },
  line('signatoryName'),
  line('signatoryEmail'),
  line('signatoryRole'),
  { label: 'Signature', signature: 'provider' },
  line('designatedTutorName'),
  line('designatedTutorEmail'),
  line('designatedTutorPhone'),
  line('virtualHeadName'),
  { label: 'Head of Virtual School signature', signature: 'virtual-school' },
  line('virtualHeadEmail'),
  line('keyContactName'),
  line('keyContactEmail'),
];

export const FORM_NOTE = '*The Head of Virtual School ensures that social care support this agreement';
