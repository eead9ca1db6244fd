// A cron expression that is no schedule, in words: for an admin beside its field, for an operator beside its line.
import type { CronFault } from '../domain/rhythm.ts'
import type { Strings } from './en.ts'

/** What is wrong with a cron expression, and what to write instead. */
export const cronFaultInWords = (fault: CronFault, { programmeForm: { faults } }: Strings): string => {
  switch (fault.is) {
    case 'fields':
      return faults.fields(fault.got)
    case 'part':
      return faults.part(fault.value, faults.where[fault.part], faults.range[fault.part])
    case 'too-often':
      return faults['too-often'](fault.times)
    case 'no-time':
      return faults['no-time'](fault.value)
    case 'empty':
    case 'zone':
    case 'no-day':
      return faults[fault.is]
    default:
      return fault satisfies never
  }
}
