// What an admin chooses for a partnership, field by field: who may change which, and two who change it at once.
import type { z } from 'zod'
import type { ActOnOne } from './permissions.ts'
import { PartnershipSettings } from './workspace.ts'

/** The fields of a partnership that a form changes. */
export const PartnershipFields = PartnershipSettings.pick({
  programmes: true,
  zone: true,
  nation: true,
  digest: true,
  thresholds: true,
  facilitators: true,
})
export type PartnershipFields = z.infer<typeof PartnershipFields>
export type Field = keyof PartnershipFields

/** The act that a change of each field is. */
export const actOf: Readonly<Record<Field, ActOnOne>> = {
  digest: 'partnership-edit',
  zone: 'partnership-edit',
  nation: 'partnership-edit',
  programmes: 'partnership-rules',
  thresholds: 'partnership-rules',
  facilitators: 'partnership-facilitators',
}

const fields = Object.keys(PartnershipFields.shape) as Field[]

export const fieldsOf = (settings: PartnershipFields): PartnershipFields => PartnershipFields.parse(settings)

/** Which fields differ. Lists are compared as sets: Slack keeps no order in them. */
export const changedFields = (before: PartnershipFields, after: PartnershipFields): Field[] =>
  fields.filter((field) => inOrder(before[field]) !== inOrder(after[field]))

/**
 * What one admin wished, over what stands by now: what they left as it was shown to them stays as others have made it.
 */
export const merged = (
  shown: PartnershipFields,
  wished: PartnershipFields,
  now: PartnershipFields,
): PartnershipFields => {
  const mine = changedFields(shown, wished)
  return Object.fromEntries(
    fields.map((field) => [field, (mine.includes(field) ? wished : now)[field]]),
  ) as PartnershipFields
}

const inOrder = (value: PartnershipFields[Field]): string =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
