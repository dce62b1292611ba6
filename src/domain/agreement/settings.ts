/** Values the agreement leaves open ("promptly", "as appropriate"): the register's defaults, which an authority may tighten. */
export interface Settings {
  /** SC1, when the end of Year 11 is past or the key worker left. */
  keyWorkerVacancyWorkingDays: number;
  /** SC2, "promptly". */
  keyWorkerNoticeWorkingDays: number;
  /** EP11M, "as appropriate". */
  professionalsMeetingWorkingDays: number;
}

export const DEFAULT_SETTINGS: Settings = {
  keyWorkerVacancyWorkingDays: 5,
  keyWorkerNoticeWorkingDays: 1,
  professionalsMeetingWorkingDays: 5,
};
