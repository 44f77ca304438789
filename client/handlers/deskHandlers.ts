import { listBulletins, showBulletin } from './deskBulletins.ts';
import { showCalendarMonth } from './deskCalendar.ts';
import { showDuties } from './deskDuties.ts';
import { listGates } from './deskGates.ts';
import { showGlance } from './deskGlance.ts';
import { listInterviews, showInterview } from './deskInterviews.ts';
import { listNotices } from './deskNotices.ts';
import { searchTasks } from './deskTasks.ts';
import { showToday } from './deskToday.ts';
import { listUnits } from './deskUnits.ts';

/** The handlers of what the pages of the desks read. */
export const DESK_HANDLERS = {
  showToday,
  showDuties,
  listGates,
  showGlance,
  listInterviews,
  showInterview,
  listBulletins,
  showBulletin,
  showCalendarMonth,
  listUnits,
  searchTasks,
  listNotices,
};
