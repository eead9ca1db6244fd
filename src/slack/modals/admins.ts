// Who is an admin here beside Slack's own: those whom the operator names, and those whom an admin does, in one form.
import type { ModalView } from '@slack/types'
import { UserId } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { adminModalIds } from '../action-ids.ts'
import { input, plain, section } from '../views/blocks.ts'
import { people, type Values } from './values.ts'

/** Slack keeps 3,000 characters beside a form: so many ids fit. */
const mostAppointed = 150
/** A section takes no list of any length. */
const mostNamed = 20

export const adminsModal = (
  { appointed, named }: { appointed: readonly UserId[]; named: readonly string[] },
  say: Strings,
): ModalView => {
  const it = say.adminAdmins
  return {
    type: 'modal',
    callback_id: adminModalIds.admins,
    private_metadata: JSON.stringify({ shown: appointed }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      section(it.intro),
      ...(named.length > 0
        ? [
            section(
              it.named(
                named.slice(0, mostNamed).map((id) => `<@${id}>`),
                Math.max(0, named.length - mostNamed),
              ),
            ),
          ]
        : []),
      input(
        'admins',
        it.appointed,
        {
          type: 'multi_users_select',
          action_id: 'people',
          max_selected_items: mostAppointed,
          ...(appointed.length > 0 && { initial_users: [...appointed] }),
        },
        { hint: it.hint, optional: true },
      ),
    ],
  }
}

export const readAdmins = (about: string, values: Values): { shown: UserId[]; wished: UserId[] } => ({
  shown: (JSON.parse(about).shown as unknown[]).map((it) => UserId.parse(it)),
  wished: people(values, 'admins').map((it) => UserId.parse(it)),
})
