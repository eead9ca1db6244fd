// What applying a file would do, thing by thing: only what the file changed, and nothing of what it does not name.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../src/domain/configuration.ts'
import { ProgrammeId, TeamId } from '../../src/domain/model.ts'
import { asFields, configurationOf, planOf } from '../../src/domain/plan.ts'
import { type Applied, type Programme, Workspace } from '../../src/domain/workspace.ts'
import { aPartnership, aProgramme, at, weekly } from './given.ts'

const told = { privacyContact: 'privacy@north.example', purpose: 'Learning' }
const people = ['U1', 'U2'] as unknown as Programme['people']
const north = aProgramme({ ...told, name: 'North', people })
const stands = (rest: Partial<Workspace> = {}): Workspace => ({
  ...Workspace.parse({
    schema: 2,
    id: TeamId.parse('T1'),
    programmes: [],
    partnerships: [],
    jobs: [],
    audit: [],
    revision: 0,
  }),
  programmes: [north],
  partnerships: [aPartnership()],
  ...rest,
})
/** As it stands once this file was applied. */
const applied = (file: Configuration, workspace = stands()): Workspace => ({
  ...workspace,
  applied: {
    programmes: Object.fromEntries(
      Object.entries(file.programmes).map(([name, it]) => [name, { id: north.id, asked: asFields(it) }]),
    ),
    partnerships: Object.fromEntries(
      Object.entries(file.partnerships).map(([name, it]) => [
        name,
        { id: aPartnership().id, asked: asFields(it) },
      ]),
    ),
  } as Applied,
})
const file = configurationOf(stands())
const changed = (rest: Partial<Configuration['programmes'][string]>): Configuration => ({
  ...file,
  programmes: { north: { ...file.programmes.north!, ...rest } },
})
const steps = (workspace: Workspace, asked: Configuration, take?: 'file' | 'slack') =>
  planOf(workspace, asked, take).steps.map(({ name, does, ...rest }) => [
    does,
    name,
    ...('fields' in rest ? rest.fields : []),
  ])

describe('a file that asks for what stands', () => {
  it('changes nothing, the first time and every time after', () => {
    expect(file).toMatchObject({
      programmes: { north: { name: 'North', schedule: { weekly: 'Tuesday', time: '10:00' } } },
      partnerships: { north: { channel: 'C1', programmes: ['north'] } },
    })
    expect(planOf(stands(), file)).toMatchObject({ steps: [], conflicts: [] })
    expect(planOf(applied(file), file)).toMatchObject({ steps: [], conflicts: [] })
  })

  it('finds what is there by its name, and its channel, whatever the file calls it', () => {
    const renamed: Configuration = {
      programmes: { 'our-north': file.programmes.north! },
      partnerships: { ours: { ...file.partnerships.north!, programmes: ['our-north'] } },
    }
    expect(planOf(stands(), renamed)).toMatchObject({ steps: [], conflicts: [] })
  })
})

describe('a file that was applied', () => {
  it('changes what changed in it', () => {
    const later = changed({ schedule: { weekly: 'Tuesday', time: '11:00' } })
    expect(steps(applied(file), later)).toEqual([['change', 'north', 'schedule']])
  })

  it('leaves alone what was changed in Slack', () => {
    const inSlack = stands({ programmes: [{ ...north, schedule: weekly('Friday 10:00') }] })
    expect(planOf(applied(file, inSlack), file)).toMatchObject({ steps: [], conflicts: [] })
  })

  it('stops where both changed the same, until told whose it is', () => {
    const inSlack = applied(file, stands({ programmes: [{ ...north, schedule: weekly('Friday 10:00') }] }))
    const later = changed({ schedule: { weekly: 'Tuesday', time: '11:00' } })
    expect(planOf(inSlack, later).conflicts).toMatchObject([
      { kind: 'programmes', name: 'north', field: 'schedule', now: { weekly: 'Friday', time: '10:00' } },
    ])
    expect(steps(inSlack, later, 'file')).toEqual([['change', 'north', 'schedule']])
    expect(steps(inSlack, later, 'slack')).toEqual([])
  })

  it('renames a programme and keeps it', () => {
    expect(steps(applied(file), changed({ name: 'North and east' }))).toEqual([['change', 'north', 'name']])
  })

  it('takes in people from both sides', () => {
    const inSlack = stands({ programmes: [{ ...north, people: [...people, 'U9'] as never }] })
    const { steps: planned } = planOf(applied(file, inSlack), changed({ people: ['U1', 'U2', 'U3'] }))
    expect(planned).toMatchObject([{ does: 'change', after: { people: ['U1', 'U2', 'U3', 'U9'] } }])
  })

  it('ends what is no longer in it, and nothing that never was', () => {
    const other = aProgramme({ ...told, id: ProgrammeId.parse('other'), name: 'Other' })
    const workspace = applied(file, stands({ programmes: [north, other] }))
    expect(steps(workspace, { programmes: {}, partnerships: {} })).toEqual([
      ['end', 'north'],
      ['unlink', 'north'],
    ])
  })

  it('does not make anew what was ended in Slack, but starts it again where the file asks for something new', () => {
    const ended = applied(file, stands({ programmes: [{ ...north, endedAt: at('2026-03-01 09:00') }] }))
    const without = { ...file, partnerships: {} }
    expect(steps({ ...ended, partnerships: [] }, without)).toEqual([])
    const later = { ...changed({ closes_after_days: 5 }), partnerships: {} }
    expect(planOf({ ...ended, partnerships: [] }, later).conflicts).toMatchObject([{ name: 'north' }])
    expect(steps({ ...ended, partnerships: [] }, later, 'file')[0]?.slice(0, 2)).toEqual([
      'start-again',
      'north',
    ])
  })
})

it('whatever stands, the file that says so asks for nothing', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('North', 'north!', 'Ünïted', '42', '漢字'), { minLength: 1 }),
      fc.boolean(),
      (names, isLinked) => {
        const programmes = names.map((name) =>
          aProgramme({ ...told, id: ProgrammeId.parse(`P${name}`), name, people }),
        )
        const partnerships = isLinked ? [aPartnership({ programmes: programmes.map(({ id }) => id) })] : []
        const workspace = stands({ programmes, partnerships })
        const written = configurationOf(workspace)
        expect(Object.keys(written.programmes)).toHaveLength(names.length)
        expect(planOf(workspace, written)).toMatchObject({ steps: [], conflicts: [] })
      },
    ),
  )
})
