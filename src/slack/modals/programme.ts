// An admin's new programme, in one modal, with errors beside the fields they are about.
import type { ModalView } from '@slack/types'
import { ChannelId, LocalDate, nations, UserId, type Zone } from '../../domain/model.ts'
import { ProgrammeSettings } from '../../domain/workspace.ts'
import type { ProgrammeWish, Refused } from '../../flows/configure-programme.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { input, option, plain } from '../views/blocks.ts'
import { chosen, conversation, date, people, time, type Values, written } from './values.ts'

export const programmeModal = (today: LocalDate, say: Strings): ModalView => {
  const it = say.admin.form
  const workingDays = [1, 2, 3, 4, 5].map((n) => option(String(n), say.weekdays[n - 1] ?? ''))
  const nationOptions = nations.map((nation) => option(nation, say.nations[nation]))
  return {
    type: 'modal',
    callback_id: modalIds.programme,
    title: plain(it.title),
    submit: plain(it.submit),
    close: plain(it.cancel),
    blocks: [
      input(
        'name',
        it.name,
        { type: 'plain_text_input', action_id: 'text', max_length: 80, focus_on_load: true },
        { hint: it.nameHint },
      ),
      input(
        'people',
        it.people,
        { type: 'multi_users_select', action_id: 'people' },
        { hint: it.peopleHint },
      ),
      input('weekday', it.weekday, {
        type: 'static_select',
        action_id: 'choice',
        options: workingDays,
        initial_option: workingDays[1],
      }),
      input(
        'time',
        it.time,
        { type: 'timepicker', action_id: 'time', initial_time: '09:00' },
        { hint: it.timeHint },
      ),
      input('starts-on', it.startsOn, { type: 'datepicker', action_id: 'date', initial_date: today }),
      input(
        'channel',
        it.channel,
        {
          type: 'conversations_select',
          action_id: 'channel',
          filter: { include: ['private', 'public'], exclude_bot_users: true },
        },
        { hint: it.channelHint, optional: true },
      ),
      input('nation', it.nation, {
        type: 'static_select',
        action_id: 'choice',
        options: nationOptions,
        initial_option: nationOptions[0],
      }),
      input(
        'answers-for',
        it.answersFor,
        { type: 'plain_text_input', action_id: 'text', max_length: 300 },
        { hint: it.answersForHint },
      ),
    ],
  }
}

/** What was filled in, or errors by field. `zone` is the admin's own. */
export const readProgramme = (
  values: Values,
  zone: Zone,
  today: LocalDate,
  say: Strings,
): ProgrammeWish | { errors: Record<string, string> } => {
  const { errors: words } = say.admin.form
  const startsOn = LocalDate.parse(date(values, 'starts-on'))
  const named = people(values, 'people').map((it) => UserId.parse(it))
  const errors = {
    ...(startsOn < today && { 'starts-on': words.past }),
    ...(named.length === 0 && { people: words.nobody }),
  }
  if (Object.keys(errors).length > 0) return { errors }
  const channel = conversation(values, 'channel')
  return {
    ...ProgrammeSettings.parse({
      name: (written(values, 'name') ?? '').trim(),
      people: named,
      schedule: { is: 'weekly', weekday: Number(chosen(values, 'weekday')), time: time(values, 'time') },
      startsOn,
      zone,
      nation: chosen(values, 'nation'),
      answersFor: (written(values, 'answers-for') ?? '').trim(),
    }),
    ...(channel && { channel: ChannelId.parse(channel) }),
  }
}

/** The field that a refusal is about. */
export const refusalAt = ({ refused }: Refused, say: Strings): Record<string, string> => {
  switch (refused) {
    case 'name-taken':
      return { name: say.admin.form.errors[refused] }
    case 'channel-out-of-reach':
    case 'channel-public':
      return { channel: say.admin.form.errors[refused] }
    default:
      return refused satisfies never
  }
}
