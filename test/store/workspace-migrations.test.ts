import { expect, test } from 'vitest'
import { Workspace } from '../../src/domain/workspace.ts'
import { migrate } from '../../src/store/migrations.ts'
import { workspaceMigrations } from '../../src/store/workspace-migrations.ts'

/** As it was written when a programme could only be weekly. */
const weeklyOnly = {
  schema: 1,
  id: 'T1',
  programmes: [
    {
      id: 'P1',
      name: 'Leaders',
      madeAt: '2025-12-01T09:00:00.000Z',
      people: ['U1', 'U2'],
      at: { weekday: 2, time: '09:30' },
      zone: 'Europe/London',
      startsOn: '2026-01-05',
      nation: 'wales',
      rotation: 'balance',
      answersFor: 'The partnership office; privacy@northfield.example',
    },
  ],
  partnerships: [],
  jobs: [],
  audit: [{ at: '2025-12-01T09:00:00.000Z', by: 'U9', act: 'make-programme', on: 'P1' }],
  revision: 4,
}

test('a programme from before there were other rhythms goes on as it was', () => {
  const migrated = migrate(weeklyOnly, workspaceMigrations)
  if (migrated.is !== 'migrated') throw new Error(`it is ${migrated.is}`)
  const workspace = Workspace.parse(migrated.value)
  const { at, ...rest } = weeklyOnly.programmes[0]!
  expect(workspace).toMatchObject({ ...weeklyOnly, schema: 2, programmes: [rest] })
  expect(workspace.programmes).toMatchObject([
    {
      schedule: { is: 'weekly', weekday: 2, time: '09:30' },
      runsFrom: rest.madeAt,
      clock: 'leader',
      remindAfter: 48,
      closesAfterDays: 6,
      digestOn: 'last-working-day',
      pauses: [],
      packs: [],
    },
  ])
})
