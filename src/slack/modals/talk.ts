// What a team writes down for all in its channel to read: that it talked, its plan, and what became of the plan before.
import type { KnownBlock, ModalView } from '@slack/types'
import { type Happened, longestTeamLine } from '../../domain/talk.ts'
import { type TeamPlan, teamOutcomes } from '../../domain/workspace.ts'
import type { HappenedForm, TalkForm, Unsafe } from '../../flows/talk.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, option, ownText, plain, section } from '../views/blocks.ts'
import { moment } from '../views/dates.ts'
import { toCheck } from './caution.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** What was filled in, and why it was not saved: the form is shown again with both. */
type Again<T> = { said: T; stop?: Unsafe['stop']; isMeanwhile?: boolean }

export const talkModal = (form: TalkForm, say: Strings, again?: Again<TeamPlan | undefined>): ModalView => {
  const it = say.talk.form
  const { plan, openUntil, partnership, month } = form
  const fill = again ? again.said : plan
  return {
    type: 'modal',
    callback_id: modalIds.talk,
    private_metadata: JSON.stringify({ partnership, month, shown: plan }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      section(it.intro),
      ...(again?.isMeanwhile
        ? [
            section(
              plan
                ? `${it.meanwhile}\n${say.talk.plan(ownText(plan.when), ownText(plan.will))}`
                : it.meanwhileEmpty,
            ),
          ]
        : []),
      ...toCheck(again?.stop, say),
      line('when', it.when, it.whenHint, fill?.when),
      line('will', it.will, it.willHint, fill?.will),
      context(openUntil ? it.until(moment(openUntil)) : it.days),
    ],
  }
}

export const happenedModal = (form: HappenedForm, say: Strings, again?: Again<Happened>): ModalView => {
  const it = say.talk.form
  const { plan, happened, openUntil, partnership, month } = form
  const fill = again?.said ?? happened
  const options = teamOutcomes.map((one) => option(one, say.talk.outcomes[one]))
  const initial = options.find(({ value }) => value === fill?.is)
  return {
    type: 'modal',
    callback_id: modalIds.happened,
    private_metadata: JSON.stringify({ partnership, month }),
    title: plain(say.talk.happened),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      section(`${say.talk.lastTime}\n${say.talk.plan(ownText(plan.when), ownText(plan.will))}`),
      input('how', it.how, {
        type: 'radio_buttons',
        action_id: 'choice',
        options,
        ...(initial && { initial_option: initial }),
      }),
      ...toCheck(again?.stop, say),
      line('line', it.line, it.lineHint, fill?.line),
      section(it.happenedIntro),
      context(openUntil ? it.until(moment(openUntil)) : it.happenedDays),
    ],
  }
}

/** The plan, none where both halves are empty, or the half that is missing. */
export const readPlanned = (
  values: Values,
  say: Strings,
): { plan?: TeamPlan; checked: boolean } | { errors: Record<string, string> } => {
  const [when, will] = [trimmed(values, 'when'), trimmed(values, 'will')]
  const isChecked = checked(values, 'checked').length > 0
  if (!when && !will) return { checked: isChecked }
  if (!when || !will) return { errors: { [when ? 'will' : 'when']: say.talk.form.both } }
  return { plan: { when, will }, checked: isChecked }
}

export const readWhatHappened = (values: Values): Happened & { checked: boolean } => ({
  is: teamOutcomes.find((it) => it === chosen(values, 'how')) ?? 'not-yet',
  line: trimmed(values, 'line') || undefined,
  checked: checked(values, 'checked').length > 0,
})

const trimmed = (values: Values, block: string): string => (written(values, block) ?? '').trim()

const line = (id: string, label: string, hint: string, value: string | undefined): KnownBlock =>
  input(
    id,
    label,
    {
      type: 'plain_text_input',
      action_id: 'text',
      max_length: longestTeamLine,
      ...(value && { initial_value: value }),
    },
    { optional: true, hint },
  )
