// A collection that is measured: how long its writes take, and what became of messages. It looks at the states of a
// document's outbox and at nothing else in it.
import type { Instant, Intent } from '../domain/model.ts'
import type { Collection, Document } from '../ports.ts'
import type { Meter } from './meter.ts'

type Sending = Document & { outbox?: readonly Intent[] }

/** The same collection, which tells the meter what it does. `beat` is called whenever a document was dealt with. */
export const metered = <D extends Sending>(
  inner: Collection<D>,
  { meter, now, beat }: { meter: Meter; now: () => Instant; beat: () => void },
): Collection<D> => ({
  ...inner,
  get: (id) => noting(meter, () => inner.get(id)),
  create: (document) => noting(meter, () => inner.create(document)),
  remove: (id) => noting(meter, () => inner.remove(id)),
  update: async (id, change) => {
    let before: D | undefined
    const began = performance.now()
    const after = await noting(meter, () =>
      inner.update(id, (current) => {
        before = current
        return change(current)
      }),
    )
    beat()
    if (before && before !== after) {
      meter.written(id, (performance.now() - began) / 1000)
      countMessages(meter, id, before.outbox ?? [], after.outbox ?? [], now())
    }
    return after
  },
})

const noting = async <T>(meter: Meter, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string }
    if (name === 'StoreFault') meter.storeFault(code ?? 'other')
    if (name === 'DamagedDocument') meter.storeFault('damaged')
    throw error
  }
}

const countMessages = (
  meter: Meter,
  id: string,
  before: readonly Intent[],
  after: readonly Intent[],
  now: Instant,
): void => {
  const was = new Map(before.map((it) => [it.key, it]))
  for (const intent of after) {
    const then = was.get(intent.key)
    // Most of an outbox is as it was, and then the very same record.
    if (then === intent || then?.state.is === intent.state.is) continue
    switch (intent.state.is) {
      case 'settled':
        meter.sent(id, (Date.parse(now) - Date.parse(intent.notBefore)) / 1000)
        break
      case 'failed':
        meter.failed(intent.kind, intent.state.reason)
        break
      case 'expired':
        meter.missed(intent.kind)
        break
      case 'uncertain':
        meter.unsure()
        break
      case 'waiting':
        if (then?.state.is === 'claimed' && intent.notBefore > now) meter.putOff()
        break
      // A claim is on its way; what was dropped was answered or withdrawn, which is nobody's to count.
      case 'claimed':
      case 'dropped':
        break
      default:
        intent.state satisfies never
    }
  }
}
