// A partnership in one form: linked to a channel the first time, changed later. A facilitator is shown what they may
// change, and the rest stays as it was.
import type { KnownBlock, ModalView } from '@slack/types'
import { mostOfPartnership } from '../../domain/limits.ts'
import { type Field, PartnershipFields } from '../../domain/linking.ts'
import {
  ChannelId,
  LocalTime,
  Nation,
  nations,
  PartnershipId,
  ProgrammeId,
  UserId,
  Zone,
} from '../../domain/model.ts'
import type { ChangeWish, LinkWish } from '../../flows/link-partnership.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import {
  actions,
  button,
  confirmation,
  context,
  input,
  option,
  ownText,
  plain,
  section,
  shortened,
} from '../views/blocks.ts'
import { checked, chosen, conversation, people, time, type Values, written } from './values.ts'
import { zoneGroups, zoneOption } from './zone-menu.ts'

/** A programme whose people a partnership may have. */
export type Offered = { id: ProgrammeId; name: string }

/** Slack's menus take 100 options. */
const mostProgrammes = 100
const workingDays = [3, 4, 5, 6, 7, 8, 9, 10]

export type PartnershipForm = {
  id: PartnershipId
  name: string
  revision: number
  fields: PartnershipFields
  /** Why a public channel was taken. */
  override?: string
  /** It has become public, and nobody has said why. */
  isUnexplained?: boolean
  programmes: readonly Offered[]
  /** A facilitator changes the digest's day and hour, and no more. */
  isAdmin: boolean
}

/** What somebody else changed while the form was open. */
export type Meanwhile = { by?: string; changed: readonly Field[]; offered: PartnershipFields }

export const partnershipModal = (form: PartnershipForm, say: Strings, meanwhile?: Meanwhile): ModalView => {
  const { id, name, revision, fields, override, isUnexplained, programmes, isAdmin } = form
  const it = say.adminPartnerships
  const shown = meanwhile?.offered ?? fields
  return {
    type: 'modal',
    callback_id: adminModalIds.partnership,
    private_metadata: JSON.stringify({ partnership: id, revision, shown: fields }),
    title: plain(it.changeTitle),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      ...(meanwhile
        ? [
            section(
              it.meanwhile(
                meanwhile.by ? `<@${meanwhile.by}>` : it.someone,
                meanwhile.changed.map((field) => say.adminAudit.fields[field] ?? field),
              ),
            ),
          ]
        : []),
      section(`*${ownText(name)}*`),
      ...(override ? [context(it.override(ownText(override)))] : []),
      ...[
        ...(isUnexplained && isAdmin ? [section(it.isPublicNow), whyField(it.whyStayHint, say)] : []),
        ...digestFields(shown, say),
        ...(isAdmin ? adminFields(shown, programmes, say) : []),
      ].map((block) => renewed(block, revision)),
      ...(isAdmin
        ? [
            context(it.inviting),
            actions(
              button(adminIds.unlinkPartnership, it.unlink, {
                value: JSON.stringify({ partnership: id }),
                style: 'danger',
                confirm: confirmation(it.unlinkConfirm),
              }),
            ),
          ]
        : []),
    ],
  }
}

// Slack keeps what is in a field for as long as the field has the same name, whatever a new view says. So a form of
// another revision has fields of other names, and shows what others made of it meanwhile.
const renewed = (block: KnownBlock, revision: number): KnownBlock => ({
  ...block,
  ...(block.block_id && { block_id: `${block.block_id}.${revision}` }),
})

/** Errors by the names that the fields of this form have. */
export const errorsIn = (about: string, errors: Record<string, string>): Record<string, string> => {
  const { revision } = JSON.parse(about)
  return Object.fromEntries(Object.entries(errors).map(([field, words]) => [`${field}.${revision}`, words]))
}

/** `asked`: the channel is public, so it asks why, and keeps what was filled in. */
export const linkModal = (
  { fields, programmes }: Pick<PartnershipForm, 'fields' | 'programmes'>,
  say: Strings,
  asked?: { channel: ChannelId },
): ModalView => {
  const it = say.adminPartnerships
  return {
    type: 'modal',
    callback_id: adminModalIds.linkPartnership,
    private_metadata: JSON.stringify({ isPublic: asked !== undefined }),
    title: plain(it.linkTitle),
    submit: plain(it.link),
    close: plain(it.cancel),
    blocks: [
      ...(asked ? [section(it.isPublic(`<#${asked.channel}>`))] : [section(it.linkIntro)]),
      context(it.introduces),
      input(
        'channel',
        it.channel,
        {
          type: 'conversations_select',
          action_id: 'channel',
          filter: { include: ['private', 'public'], exclude_bot_users: true },
          ...(asked && { initial_conversation: asked.channel }),
        },
        { hint: it.channelHint },
      ),
      ...(asked ? [whyField(it.whyHint, say)] : []),
      ...adminFields(fields, programmes, say),
      ...digestFields(fields, say),
    ],
  }
}

const whyField = (hint: string, { adminPartnerships: it }: Strings): KnownBlock =>
  input(
    'why',
    it.why,
    { type: 'plain_text_input', action_id: 'text', min_length: 10, max_length: mostOfPartnership.why },
    { hint, optional: true },
  )

const digestFields = ({ digest, zone, nation }: PartnershipFields, say: Strings): KnownBlock[] => {
  const it = say.adminPartnerships
  const days = workingDays.map((n) => option(String(n), it.onWorkingDay(n)))
  const holidays = nations.map((one) => option(one, say.nations[one]))
  return [
    input(
      'day',
      it.day,
      {
        type: 'static_select',
        action_id: 'choice',
        options: days,
        initial_option: days.find(({ value }) => value === String(digest.workingDay)),
      },
      { hint: it.dayHint },
    ),
    input('time', it.time, { type: 'timepicker', action_id: 'time', initial_time: digest.time }),
    input('zone', it.zone, {
      type: 'static_select',
      action_id: 'choice',
      option_groups: zoneGroups(zone),
      initial_option: zoneOption(zone),
    }),
    input('nation', it.nation, {
      type: 'static_select',
      action_id: 'choice',
      options: holidays,
      initial_option: holidays.find(({ value }) => value === nation),
    }),
  ]
}

const adminFields = (
  { programmes: chosen, thresholds, facilitators }: PartnershipFields,
  offered: readonly Offered[],
  say: Strings,
): KnownBlock[] => {
  const it = say.adminPartnerships
  const options = offered
    .toSorted((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)))
    .slice(0, mostProgrammes)
    .map(({ id, name }) => option(id, shortened(name)))
  const initial = options.filter(({ value }) => chosen.some((id) => id === value))
  const atLeast = (id: string, label: string, least: number, now: number, hint: string) =>
    input(
      id,
      label,
      {
        type: 'number_input',
        action_id: 'number',
        is_decimal_allowed: false,
        min_value: String(least),
        max_value: String(mostOfPartnership.threshold),
        initial_value: String(now),
      },
      { hint },
    )
  return [
    ...(options.length > 0
      ? [
          input(
            'programmes',
            it.programmes,
            {
              type: 'multi_static_select',
              action_id: 'choices',
              options,
              ...(initial.length > 0 && { initial_options: initial }),
            },
            { hint: it.programmesHint, optional: true },
          ),
        ]
      : [context(it.noProgrammes)]),
    input(
      'facilitators',
      it.facilitators,
      {
        type: 'multi_users_select',
        action_id: 'people',
        max_selected_items: mostOfPartnership.facilitators,
        ...(facilitators.length > 0 && { initial_users: [...facilitators] }),
      },
      { hint: it.facilitatorsHint, optional: true },
    ),
    atLeast('contributors', it.contributors, 5, thresholds.contributors, it.contributorsHint),
    atLeast('others', it.others, 3, thresholds.others, it.othersHint),
  ]
}

/** The partnership that a form or a press in it is about. */
export const partnershipIn = (about: string): PartnershipId =>
  PartnershipId.parse(JSON.parse(about).partnership)

export const readPartnership = (
  about: string,
  values: Values,
  say: Strings,
): ChangeWish | { errors: Record<string, string> } => {
  const { partnership, revision, shown } = JSON.parse(about)
  const before = PartnershipFields.parse(shown)
  const plainly = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replace(/\.\d+$/, ''), value]),
  )
  const read = readFields(plainly, before, say)
  if ('errors' in read) return { errors: errorsIn(about, read.errors) }
  const why = written(plainly, 'why')?.trim()
  return {
    id: PartnershipId.parse(partnership),
    revision: Number(revision),
    shown: before,
    wished: read.fields,
    ...(why && { why }),
  }
}

export const readLink = (
  values: Values,
  otherwise: PartnershipFields,
  say: Strings,
): LinkWish | { errors: Record<string, string> } => {
  const read = readFields(values, otherwise, say)
  if ('errors' in read) return read
  const why = written(values, 'why')?.trim()
  return {
    ...read.fields,
    channel: ChannelId.parse(conversation(values, 'channel')),
    ...(why && { why }),
  }
}

// What a form does not have stays as it was.
const readFields = (
  values: Values,
  before: PartnershipFields,
  say: Strings,
): { fields: PartnershipFields } | { errors: Record<string, string> } => {
  const number = (id: string, was: number) => (id in values ? Number(written(values, id)) : was)
  const contributors = number('contributors', before.thresholds.contributors)
  const others = number('others', before.thresholds.others)
  const { errors } = say.adminPartnerships
  const isWithin = (n: number, least: number) =>
    Number.isInteger(n) && n >= least && n <= mostOfPartnership.threshold
  const wrong = {
    ...(!isWithin(contributors, 5) && { contributors: errors.contributors }),
    ...(!isWithin(others, 3) && { others: errors.others }),
  }
  if (Object.keys(wrong).length > 0) return { errors: wrong }
  return {
    fields: {
      programmes:
        'programmes' in values
          ? checked(values, 'programmes').map((it) => ProgrammeId.parse(it))
          : before.programmes,
      facilitators:
        'facilitators' in values
          ? people(values, 'facilitators').map((it) => UserId.parse(it))
          : before.facilitators,
      thresholds: { contributors, others },
      digest: {
        workingDay: Number(chosen(values, 'day')),
        time: LocalTime.parse(time(values, 'time')),
      },
      zone: Zone.parse(chosen(values, 'zone')),
      nation: Nation.parse(chosen(values, 'nation')),
    },
  }
}
