// Who may do what of an admin's, as one table. Slack's own admins and owners, those whom the operator names, and those
// whom an admin appoints set things up; a facilitator looks after their own partnership; nobody else sees any of it.
// Nobody's rank lets them read what another person wrote.
import type { PartnershipId, UserId } from './model.ts'

/** From Slack: owner and workspace admin. From the operator: named. From an admin: appointed, facilitator. */
export const roles = [
  'owner',
  'workspace-admin',
  'named',
  'appointed',
  'facilitator',
  'leader',
  'stranger',
] as const
export type Role = (typeof roles)[number]

/** Someone who acts, as Slack and the workspace's document know them at that moment. */
export type Actor = {
  user: UserId
  isOwner: boolean
  isWorkspaceAdmin: boolean
  isNamed: boolean
  isAppointed: boolean
  facilitates: readonly PartnershipId[]
  isLeader: boolean
}

const everyAdmin = ['owner', 'workspace-admin', 'named', 'appointed'] as const satisfies Role[]

/**
 * Every act, with the roles that may do it. Only those whose rank comes from Slack or the operator appoint others, so
 * that whoever is appointed can always be sent away together with all that they could have let in.
 */
const table = {
  'programmes-view': everyAdmin,
  'programme-create': everyAdmin,
  'programme-edit': everyAdmin,
  'programme-copy': everyAdmin,
  'programme-end': everyAdmin,
  'programme-preview': everyAdmin,
  'programme-test': everyAdmin,
  'partnerships-view': [...everyAdmin, 'facilitator'],
  'partnership-view': [...everyAdmin, 'facilitator'],
  'partnership-link': everyAdmin,
  'partnership-edit': [...everyAdmin, 'facilitator'],
  'partnership-rules': everyAdmin,
  'partnership-facilitators': everyAdmin,
  'partnership-unlink': everyAdmin,
  'partnership-words': [...everyAdmin, 'facilitator'],
  'settle-doubt': [...everyAdmin, 'facilitator'],
  'prompts-view': everyAdmin,
  'prompts-switch': everyAdmin,
  'packs-reload': everyAdmin,
  'delivery-view': everyAdmin,
  'audit-view': everyAdmin,
  appoint: ['owner', 'workspace-admin', 'named'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof table
export const acts = Object.keys(table) as Act[]

/** Acts on one partnership: a facilitator does them to their own, so they are always asked about with its id. */
export const actsOnOne = [
  'partnership-view',
  'partnership-edit',
  'partnership-rules',
  'partnership-facilitators',
  'partnership-unlink',
  'partnership-words',
  'settle-doubt',
] as const satisfies Act[]
export type ActOnOne = (typeof actsOnOne)[number]

/** Which roles may do it at all. */
export const rolesFor = (act: Act): readonly Role[] => table[act]

/** Whether someone may do it; an act on one partnership, to that one. */
export const may = (actor: Actor, act: Act, on?: PartnershipId): boolean => {
  const allowed = rolesFor(act)
  return rolesOf(actor, (actsOnOne as readonly Act[]).includes(act) ? (on ?? 'none') : 'any').some((it) =>
    allowed.includes(it),
  )
}

/** Whether there is anything for them below their own Home. */
export const seesAdminArea = (actor: Actor): boolean => acts.some((act) => may(actor, act))

const rolesOf = (it: Actor, on: PartnershipId | 'any' | 'none'): Role[] => [
  ...(it.isOwner ? (['owner'] as const) : []),
  ...(it.isWorkspaceAdmin ? (['workspace-admin'] as const) : []),
  ...(it.isNamed ? (['named'] as const) : []),
  ...(it.isAppointed ? (['appointed'] as const) : []),
  ...(it.facilitates.some((id) => on === 'any' || id === on) ? (['facilitator'] as const) : []),
  ...(it.isLeader ? (['leader'] as const) : []),
  'stranger',
]
