// Every word that Balcony says in English, from the parts beside it. The shape of this object is the type of a
// locale: views hold no words. Short, warm and plain: reading grade 8 or lower, no scolding, no praise that was not
// earned.

import { admin } from './en/admin.ts'
import { adminAudit } from './en/admin-audit.ts'
import { adminDelivery } from './en/admin-delivery.ts'
import { adminPartnerships } from './en/admin-partnerships.ts'
import { adminProgrammes } from './en/admin-programmes.ts'
import { adminPrompts } from './en/admin-prompts.ts'
import { asking } from './en/asking.ts'
import { caution } from './en/caution.ts'
import { digests } from './en/digests.ts'
import { erasing } from './en/erasing.ts'
import { exporting } from './en/exporting.ts'
import { help } from './en/help.ts'
import { history } from './en/history.ts'
import { home } from './en/home.ts'
import { introducing } from './en/introducing.ts'
import { joining } from './en/joining.ts'
import { names } from './en/names.ts'
import { portfolio } from './en/portfolio.ts'
import { replying } from './en/replying.ts'
import { requests } from './en/requests.ts'
import { saving } from './en/saving.ts'
import { settings } from './en/settings.ts'
import { sharing } from './en/sharing.ts'
import { talking } from './en/talking.ts'

export type Strings = typeof en

export const en = {
  ...names,
  ...joining,
  ...asking,
  ...replying,
  ...sharing,
  ...talking,
  ...digests,
  ...introducing,
  ...home,
  ...admin,
  ...adminAudit,
  ...adminDelivery,
  ...adminPartnerships,
  ...adminProgrammes,
  ...adminPrompts,
  ...help,
  ...saving,
  ...caution,
  ...settings,
  ...erasing,
  ...history,
  ...exporting,
  ...portfolio,
  ...requests,
}
