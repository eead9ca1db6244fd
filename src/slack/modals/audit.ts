// The audit log in a window: who did what and when, newest first, of one kind or of all, a page at a time.
import type { KnownBlock, ModalView } from '@slack/types'
import { type AuditEntry, AuditWish, auditKinds, operator, type pageOfAudit } from '../../domain/audit.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { actions, button, context, option, ownText, plain, section } from '../views/blocks.ts'
import { moment } from '../views/dates.ts'
import { chosen, type Values } from './values.ts'

export const wholeAudit: AuditWish = { kind: 'all', page: 0 }

export const auditModal = (
  { entries, page, pages }: ReturnType<typeof pageOfAudit>,
  { kind }: AuditWish,
  say: Strings,
): ModalView => {
  const it = say.adminAudit
  const options = (['all', ...auditKinds] as const).map((one) => option(one, it.kinds[one]))
  return {
    type: 'modal',
    callback_id: modalIds.audit,
    private_metadata: JSON.stringify({ kind, page } satisfies AuditWish),
    title: plain(it.title),
    close: plain(say.trouble.close),
    blocks: [
      context(it.intro),
      {
        ...section(it.show, {
          type: 'static_select',
          action_id: adminIds.filterAudit,
          options,
          initial_option: options.find(({ value }) => value === kind),
        }),
        block_id: 'kind',
      },
      ...(entries.length === 0 ? [section(it.nothing)] : entries.map((one) => section(line(one, say)))),
      ...turning(page, pages, say),
    ],
  }
}

/** What is asked for now: so many pages further, or the first page of another kind. */
export const readAuditWish = (about: string, values: Values, turn: number): AuditWish => {
  const before = AuditWish.parse(JSON.parse(about))
  const kind = AuditWish.shape.kind.parse(chosen(values, 'kind') ?? before.kind)
  return { kind, page: kind === before.kind ? before.page + turn : 0 }
}

const line = (entry: AuditEntry, { adminAudit: it }: Strings): string => {
  const { at, by, act, on, name, changed, refused } = entry
  const who = by === operator ? it.operator : `<@${by}>`
  const what = Object.hasOwn(it.acts, act) ? it.acts[act] : undefined
  const did = what ? what(name === undefined ? idIn(on) : `*${ownText(name)}*`) : it.other(ownText(act))
  const fields = (changed ?? []).map((field) => it.fields[field] ?? field)
  return [
    refused ? it.refused(who, it.tried[act] ?? ownText(act)) : `${who} ${did}`,
    ...(fields.length > 0 ? [it.changed(fields)] : []),
    `_${moment(at)}_`,
  ].join('\n')
}

// Who was appointed is named by their account; what else has only an id, by that.
const idIn = (on: string): string => (/^[UW][A-Z0-9]{4,}$/.test(on) ? `<@${on}>` : ownText(on))

const turning = (page: number, pages: number, { adminAudit: it }: Strings): KnownBlock[] => {
  const buttons = [
    ...(page > 0 ? [button(adminIds.newerAudit, it.newer)] : []),
    ...(page < pages - 1 ? [button(adminIds.olderAudit, it.older)] : []),
  ]
  return buttons.length > 0 ? [context(it.page(page + 1, pages)), actions(...buttons)] : []
}
