// The admins' forms: each opens whatever is set up, and says beside each field what is wrong with it.
import { describe, expect, it } from 'vitest'
import { LocalDate, UserId, Zone } from '../../src/domain/model.ts'
import { ProgrammeSettings } from '../../src/domain/workspace.ts'
import { en } from '../../src/locales/en.ts'
import { faultsOfView } from '../../src/sandbox/block-rules.ts'
import { programmeModal } from '../../src/slack/modals/programme.ts'
import { draftOf, type FormAbout } from '../../src/slack/modals/programme-draft.ts'
import { option } from '../../src/slack/views/blocks.ts'

const today = LocalDate.parse('2026-01-05')
const zone = Zone.parse('Europe/London')
const settings = (more: object = {}): ProgrammeSettings =>
  ProgrammeSettings.parse({
    name: 'Northfield leaders',
    people: [UserId.parse('U07NF4TOMSZ')],
    schedule: { is: 'weekly', weekday: 2, time: '09:00' },
    zone,
    startsOn: '2026-01-06',
    nation: 'england',
    answersFor: 'Northfield Partnership',
    privacyContact: 'privacy@northfield.example',
    purpose: 'To lead better together.',
    ...more,
  })
const formOf = (it: ProgrammeSettings, packs: readonly string[] = ['shipped']) => {
  const draft = draftOf(it)
  const about: FormAbout = { is: 'edit', zone, pauses: draft.pauses.length, id: 'P1', seen: 0, base: [] }
  return programmeModal({ draft, about, next: [], packs }, today, en)
}

describe('the form of a programme', () => {
  it.each([
    ['the only other pack', ['shipped'], ['ours']],
    ['one of several packs', ['shipped', 'theirs'], ['ours', 'theirs']],
  ])('opens where %s was taken away, and the choice stays', (_, inUse, packs) => {
    const form = formOf(settings({ packs }), inUse)
    expect(faultsOfView(form)).toEqual([])
    const menu = form.blocks.find(({ block_id }) => block_id === 'packs')
    const chosen =
      menu && 'element' in menu && 'initial_options' in menu.element && menu.element.initial_options
    expect(chosen).toHaveLength(packs.length)
    expect(chosen).toContainEqual(option('ours', 'ours (not in use)'))
  })
})
