// Slack's rate limits, as a practice: so many calls a minute of each method, and about one message a second to each
// channel. Buckets that fill again on the monotonic clock, whatever the practice workspace's own clock does.

export type Limits = {
  /** Counts one call; the seconds to wait where it is one too many, else undefined. */
  take(method: string, perMinute: number, args: Record<string, unknown>): number | undefined
  isOn(): boolean
  set(on: boolean): void
}

type Bucket = { left: number; at: number }
type Size = { most: number; perSecond: number }

const messagesToOneChannel: Size = { most: 1, perSecond: 1 }

export function createLimits(monotonic: () => number, on: boolean): Limits {
  const buckets = new Map<string, Bucket>()
  let isOn = on

  const levelOf = (key: string, size: Size): number => {
    const bucket = buckets.get(key)
    if (!bucket) return size.most
    return Math.min(size.most, bucket.left + ((monotonic() - bucket.at) / 1000) * size.perSecond)
  }

  return {
    take(method, perMinute, args) {
      if (!isOn) return undefined
      const sizes: [string, Size][] = [[method, { most: perMinute, perSecond: perMinute / 60 }]]
      if (method === 'chat.postMessage') sizes.push([`${method} ${args.channel}`, messagesToOneChannel])
      const waits = sizes.map(([key, size]) => Math.max(0, 1 - levelOf(key, size)) / size.perSecond)
      const wait = Math.max(...waits)
      if (wait > 0) return Math.max(1, Math.ceil(wait))
      for (const [key, size] of sizes) buckets.set(key, { left: levelOf(key, size) - 1, at: monotonic() })
      return undefined
    },
    isOn: () => isOn,
    set(to) {
      isOn = to
      buckets.clear()
    },
  }
}
