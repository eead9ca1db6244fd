// Two admins who change a partnership at once: each field is whose it should be.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actOf, changedFields, merged, PartnershipFields } from '../../src/domain/linking.ts'
import { nations } from '../../src/domain/model.ts'

const fields = fc
  .record({
    programmes: fc.subarray(['P1', 'P2', 'P3']),
    zone: fc.constantFrom('Europe/London', 'Europe/Paris'),
    nation: fc.constantFrom(...nations),
    digest: fc.record({
      workingDay: fc.integer({ min: 3, max: 10 }),
      time: fc.constantFrom('09:00', '10:00'),
    }),
    thresholds: fc.record({
      contributors: fc.integer({ min: 5, max: 9 }),
      others: fc.integer({ min: 3, max: 9 }),
    }),
    facilitators: fc.subarray(['U1', 'U2', 'U3']),
  })
  .map((it) => PartnershipFields.parse(it))

test('what one left alone is as the other made it, and what one changed is theirs', () => {
  fc.assert(
    fc.property(fields, fields, fields, (shown, wished, now) => {
      const mine = changedFields(shown, wished)
      const offered = merged(shown, wished, now)
      for (const field of Object.keys(actOf) as (keyof typeof actOf)[]) {
        expect(offered[field]).toEqual((mine.includes(field) ? wished : now)[field])
      }
      expect(merged(shown, shown, now)).toEqual(now)
    }),
  )
})

test('an order that Slack does not keep is no change', () => {
  fc.assert(
    fc.property(fields, (it) => {
      const turned = {
        ...it,
        programmes: it.programmes.toReversed(),
        facilitators: it.facilitators.toReversed(),
      }
      expect(changedFields(it, turned)).toEqual([])
    }),
  )
})

test('every field has an act, and thresholds have a floor', () => {
  expect(Object.keys(actOf).toSorted()).toEqual(Object.keys(PartnershipFields.shape).toSorted())
  const one = fc.sample(fields, 1)[0]
  for (const thresholds of [
    { contributors: 4, others: 3 },
    { contributors: 5, others: 2 },
  ]) {
    expect(PartnershipFields.safeParse({ ...one, thresholds }).success).toBe(false)
  }
})
