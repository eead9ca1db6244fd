// A file and Slack both ask for something: whoever changed it since the last time has their way.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fields, isEqual, reconcile, type Value } from '../../src/domain/reconcile.ts'

const as = (time: string): Fields => ({ name: 'Northfield', time })

describe('a field', () => {
  it('that changed in the file alone is as the file says', () => {
    expect(reconcile({ file: as('10:00'), last: as('09:00'), now: as('09:00') })).toEqual({
      after: as('10:00'),
      conflicts: [],
    })
  })

  it('that changed in Slack alone stays as it is', () => {
    expect(reconcile({ file: as('09:00'), last: as('09:00'), now: as('10:00') })).toEqual({
      after: as('10:00'),
      conflicts: [],
    })
  })

  it('that both changed alike is no conflict', () => {
    expect(reconcile({ file: as('10:00'), last: as('09:00'), now: as('10:00') }).conflicts).toEqual([])
  })

  it('that both changed differently is a conflict, and stays until someone decides', () => {
    const three = { file: as('10:00'), last: as('09:00'), now: as('11:00') }
    expect(reconcile(three)).toEqual({
      after: as('11:00'),
      conflicts: [{ field: 'time', file: '10:00', last: '09:00', now: '11:00' }],
    })
    expect(reconcile(three, { take: 'file' })).toEqual({ after: as('10:00'), conflicts: [] })
    expect(reconcile(three, { take: 'slack' })).toEqual({ after: as('11:00'), conflicts: [] })
  })

  it('that the file names for the first time, and that stands otherwise, is a conflict', () => {
    expect(reconcile({ file: as('10:00'), last: undefined, now: as('09:00') }).conflicts).toHaveLength(1)
  })
})

describe('a thing', () => {
  it('that is new in the file is made', () => {
    expect(reconcile({ file: as('09:00'), last: undefined, now: undefined }).after).toEqual(as('09:00'))
  })

  it('that is only in Slack, and never was in the file, is left alone', () => {
    expect(reconcile({ file: undefined, last: undefined, now: as('09:00') }).after).toEqual(as('09:00'))
  })

  it('that was taken out of the file goes', () => {
    expect(reconcile({ file: undefined, last: as('09:00'), now: as('09:00') })).toEqual({
      after: undefined,
      conflicts: [],
    })
  })

  it('that was ended in Slack, and has not changed in the file, stays ended', () => {
    expect(reconcile({ file: as('09:00'), last: as('09:00'), now: undefined }).after).toBeUndefined()
  })

  it('that was taken out of the file while Slack changed it, or the other way round, is a conflict', () => {
    const removed = reconcile({ file: undefined, last: as('09:00'), now: as('10:00') })
    expect(removed).toMatchObject({ after: as('10:00'), conflicts: [{ file: undefined }] })
    expect(removed.conflicts[0]).not.toHaveProperty('field')
    const ended = { file: as('10:00'), last: as('09:00'), now: undefined }
    expect(reconcile(ended).conflicts).toHaveLength(1)
    expect(reconcile(ended, { take: 'file' }).after).toEqual(as('10:00'))
    expect(reconcile(ended, { take: 'slack' }).after).toBeUndefined()
  })
})

describe('a list of people', () => {
  it('takes in whom either side added, and lets go whom either side took out', () => {
    const people = (...list: string[]): Fields => ({ people: list })
    const three = {
      last: people('U1', 'U2', 'U3'),
      file: people('U1', 'U2', 'U4'),
      now: people('U2', 'U3', 'U5'),
    }
    expect(reconcile(three, { sets: ['people'] })).toEqual({ after: people('U2', 'U4', 'U5'), conflicts: [] })
    // In another order they are the same people.
    const turned = { last: people('U1', 'U2'), file: people('U2', 'U1'), now: people('U1', 'U2') }
    expect(reconcile(turned, { sets: ['people'] }).after).toEqual(people('U1', 'U2'))
  })
})

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 'a', 'b', 1),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('x', 'y'), tie('value')),
  ),
})).value
const fields = fc.option(fc.dictionary(fc.constantFrom('name', 'time', 'people'), value), { nil: undefined })
const threeWays = fc.record({ file: fields, last: fields, now: fields })
const take = fc.constantFrom(undefined, 'file' as const, 'slack' as const)
const same = (a: Fields | undefined, b: Fields | undefined) =>
  isEqual((a as Value) ?? undefined, (b as Value) ?? undefined)

describe('whatever changed on either side', () => {
  it('a second time changes nothing more, once what came of the first stands', () => {
    fc.assert(
      fc.property(threeWays, fc.constantFrom('file' as const, 'slack' as const), (three, side) => {
        const { after, conflicts } = reconcile(three, { take: side })
        expect(conflicts).toEqual([])
        const again = reconcile({ file: three.file, last: three.file, now: after })
        expect(again.conflicts).toEqual([])
        expect(same(again.after, after)).toBe(true)
      }),
    )
  })

  it('Slack’s changes are never lost unless the file is taken, and the file’s never unless Slack is', () => {
    fc.assert(
      fc.property(threeWays, take, ({ file, last, now }, side) => {
        const { after, conflicts } = reconcile({ file, last, now }, { take: side })
        if (side !== 'file' && !same(now, last) && same(file, last)) expect(same(after, now)).toBe(true)
        if (side !== 'slack' && same(now, last) && conflicts.length === 0) {
          expect(same(after, file)).toBe(true)
        }
      }),
    )
  })

  it('with nothing decided, only what the file changed alone is touched', () => {
    fc.assert(
      fc.property(fields, fields, fields, (file, last, now) => {
        const { after } = reconcile({ file, last, now })
        for (const name of ['name', 'time', 'people']) {
          if (!file || !now || !after) continue
          if (isEqual(after[name], now[name])) continue
          expect(isEqual(now[name], last?.[name])).toBe(true)
          expect(isEqual(after[name], file[name])).toBe(true)
        }
      }),
    )
  })
})
