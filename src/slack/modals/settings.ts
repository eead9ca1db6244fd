// One's own settings, in one form. It keeps what it showed, so that what nobody touched is left as it is.
import type { KnownBlock, ModalView, StaticSelect } from '@slack/types'
import {
  keepMonthsChoices,
  Level,
  LocalTime,
  levels,
  Nation,
  nations,
  type OwnTime,
  Quiet,
  Weekday,
  Zone,
} from '../../domain/model.ts'
import { atHour } from '../../domain/rhythm.ts'
import type { WhenAsked } from '../../domain/schedule.ts'
import type { Chosen } from '../../domain/settings.ts'
import type { SettingsForm } from '../../flows/change-settings.ts'
import type { LookedAt } from '../../flows/mind.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { input, option, plain, section } from '../views/blocks.ts'
import { rhythmOf } from '../views/rhythm.ts'
import { helpBlocks, toCheck } from './caution.ts'
import { checked, chosen as picked, time, type Values, written } from './values.ts'
import { zoneGroups, zoneOption } from './zone-menu.ts'

const longestTitle = 80
const asInSlack = 'slack'

/**
 * `deletes` is how many replies a shorter time would delete: then it must be ticked. `stop` is what they should look at
 * in what they call themselves, and `help` where to turn.
 */
export const settingsModal = (
  form: SettingsForm,
  say: Strings,
  again?: { chosen: Chosen; deletes: number } & Partial<LookedAt>,
): ModalView => {
  const it = say.settings
  const now = again?.chosen ?? form.chosen
  const at = shown({ ...form, chosen: now })
  const select = (options: ReturnType<typeof option>[], value: string): StaticSelect => ({
    type: 'static_select',
    action_id: 'choice',
    options,
    initial_option: options.find((one) => one.value === value),
  })
  const clock = (value: string | undefined) => ({
    type: 'timepicker' as const,
    action_id: 'time',
    ...(value && { initial_time: value }),
  })
  const days = say.weekdays.map((name, i) => option(String(i + 1), name))
  const words = [option('discreet', it.wordsOff), option('shown', it.wordsOn)]
  const whenToAsk = (when: WhenAsked): KnownBlock[] => [
    'rhythm' in when
      ? section(say.anotherTime.daysAreSet(rhythmOf(atHour(when.rhythm, when.time), say)))
      : input('weekday', it.weekday, select(days, String(when.weekday))),
    input('time', it.time, clock(when.time)),
    input(
      'every',
      it.every,
      select([option('1', it.everyWeeks[1]), option('2', it.everyWeeks[2])], String(now.everyWeeks)),
    ),
  ]
  return {
    type: 'modal',
    callback_id: modalIds.settings,
    private_metadata: JSON.stringify(form),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      ...(again ? helpBlocks(again.help ?? [], say) : []),
      ...(again?.stop ? [section(it.lookAtTitle)] : []),
      ...toCheck(again?.stop, say),
      ...(again && again.deletes > 0 ? [section(it.wouldDelete(again.deletes))] : []),
      ...(at ? whenToAsk(at) : [section(it.notAsked)]),
      input('zone', it.zone, zoneMenu(now, say)),
      input(
        'level',
        it.level,
        select(
          [option('all', it.anyLevel), ...levels.map((one) => option(one, say.levels[one]))],
          now.level ?? 'all',
        ),
      ),
      input(
        'title',
        it.called,
        {
          type: 'plain_text_input',
          action_id: 'text',
          max_length: longestTitle,
          ...(now.title && { initial_value: now.title }),
        },
        { optional: true, hint: it.calledHint },
      ),
      input(
        'nation',
        it.nation,
        select(
          nations.map((one) => option(one, say.nations[one])),
          now.nation,
        ),
        {
          hint: it.nationHint,
        },
      ),
      ...(at
        ? [
            input('quiet-from', it.quietFrom, clock(now.quiet?.from), { optional: true }),
            input('quiet-until', it.quietUntil, clock(now.quiet?.until), {
              optional: true,
              hint: it.quietHint,
            }),
          ]
        : []),
      input(
        'words',
        it.words,
        {
          type: 'radio_buttons',
          action_id: 'choice',
          options: words,
          initial_option: words.find(({ value }) => value === now.words),
        },
        { hint: it.wordsHint },
      ),
      input(
        'keep',
        it.keep,
        select(
          keepMonthsChoices.map((one) => option(String(one), it.keepMonths[one])),
          String(now.keepMonths),
        ),
        { hint: it.keepHint },
      ),
      ...(again && again.deletes > 0
        ? [
            input(
              'delete',
              it.confirmKeep,
              {
                type: 'checkboxes',
                action_id: 'choice',
                options: [option('yes', it.tickKeep(again.deletes))],
              },
              { optional: true },
            ),
          ]
        : []),
    ],
  }
}

/** What was chosen, and whether older replies may go. Errors stand beside their fields. */
export const readSettingsForm = (
  values: Values,
  form: SettingsForm,
  say: Strings,
): { chosen: Chosen; mayDelete: boolean; isChecked: boolean } | { errors: Record<string, string> } => {
  const from = time(values, 'quiet-from')
  const until = time(values, 'quiet-until')
  if (Boolean(from) !== Boolean(until)) {
    return { errors: { [from ? 'quiet-until' : 'quiet-from']: say.settings.bothQuiet } }
  }
  const level = picked(values, 'level')
  const zone = picked(values, 'zone')
  const keep = Number(picked(values, 'keep'))
  const title = written(values, 'title')?.trim()
  return {
    mayDelete: checked(values, 'delete').length > 0,
    isChecked: checked(values, 'checked').length > 0,
    chosen: {
      level: level === 'all' ? undefined : Level.parse(level),
      title: title || undefined,
      ...asking(values, form),
      zone: zone === asInSlack ? form.chosen.zone : Zone.parse(zone),
      zoneFrom: zone === asInSlack ? 'slack' : 'own',
      nation: Nation.parse(picked(values, 'nation')),
      words: picked(values, 'words') === 'shown' ? 'shown' : 'discreet',
      keepMonths: keepMonthsChoices.find((one) => one === keep) ?? form.chosen.keepMonths,
    },
  }
}

// What their programme does, with their own choice in it.
const shown = ({ usual, chosen: { at } }: SettingsForm): WhenAsked | undefined => usual && { ...usual, ...at }

// Of whom nothing is asked chooses none of it, and finds it as it was.
const asking = (values: Values, form: SettingsForm): Pick<Chosen, 'at' | 'everyWeeks' | 'quiet'> => {
  const { at, everyWeeks, quiet } = form.chosen
  const before = shown(form)
  if (!before) return { at, everyWeeks, quiet }
  const from = time(values, 'quiet-from')
  const until = time(values, 'quiet-until')
  return {
    at: ownTime(values, form, before),
    everyWeeks: picked(values, 'every') === '2' ? 2 : 1,
    quiet: from && until ? Quiet.parse({ from, until }) : undefined,
  }
}

const ownTime = (values: Values, form: SettingsForm, before: WhenAsked): OwnTime | undefined => {
  const hour = LocalTime.parse(time(values, 'time'))
  if ('rhythm' in before) return hour === before.time ? form.chosen.at : { ...form.chosen.at, time: hour }
  const weekday = Weekday.parse(Number(picked(values, 'weekday')))
  return hour === before.time && weekday === before.weekday ? form.chosen.at : { weekday, time: hour }
}

const zoneMenu = ({ zone, zoneFrom }: Chosen, say: Strings): StaticSelect => {
  // Which one Slack has is not known of whoever chose their own.
  const inSlack = zoneFrom === 'slack' ? zone.replaceAll('_', ' ') : undefined
  const first = option(asInSlack, say.settings.asInSlack(inSlack))
  return {
    type: 'static_select',
    action_id: 'choice',
    option_groups: [{ label: plain(say.settings.fromSlack), options: [first] }, ...zoneGroups(zone)],
    initial_option: zoneFrom === 'slack' ? first : zoneOption(zone),
  }
}
