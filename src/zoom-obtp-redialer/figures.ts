import { BUDGET_MS, MEETINGS } from './budget';
import { CALENDAR_TIMEOUT_MS, JOIN_MARGIN_MS } from './calendar';
import { CLEARING_TIMEOUT_MS } from './repair';
import { LINE_SECONDS } from './screen';

/** Figures for the documents. */
export const figures = {
  budgetMeetings: MEETINGS,
  budgetMs: BUDGET_MS,
  calendarTimeoutMs: CALENDAR_TIMEOUT_MS,
  clearingTimeoutMs: CLEARING_TIMEOUT_MS,
  joinMarginMs: JOIN_MARGIN_MS,
  lineMs: LINE_SECONDS * 1000,
};
