/** Whether a placement was made under an agreement: it was in force on the day on which the place was agreed, the last day among them. By the aliases of both. */
export const madeUnder = (agreement: string, placement: string): string =>
  `${agreement}.signed_on <= ${placement}.agreed_on AND (${agreement}.ended_on IS NULL OR ${agreement}.ended_on >= ${placement}.agreed_on)`;
