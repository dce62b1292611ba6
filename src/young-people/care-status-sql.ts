/** The care status of a `young_person y` on a day: the last that was recorded by then, else that of the registration. */
export const careStatusOn = (day: string): string => `coalesce((SELECT s.details->>'status' FROM record s
  WHERE s.case_id = y.id AND s.kind = 'care-status' AND s.taken_back_at IS NULL AND s.happened_on <= ${day} ORDER BY s.happened_on DESC, s.id DESC LIMIT 1), y.care_status)`;
