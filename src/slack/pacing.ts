// How fast we may post: about one message a second in a channel, and several a second in the whole workspace
// (https://docs.slack.dev/apis/web-api/rate-limits). A slow channel waits by itself; nobody else waits for it. Accounts
// that nobody waits for are asked about at half of what Slack allows, so that whoever opens Home finds room.
import PQueue from 'p-queue'

export type Pace = { perChannelMs: number; perSecond: number; accountsPerSecond: number }

/** Slack's own limits, with room to spare. */
export const slacksPace: Pace = { perChannelMs: 1_000, perSecond: 5, accountsPerSecond: 1 }
/** For a stand-in on this machine that sets no limits. */
export const noPace: Pace = { perChannelMs: 0, perSecond: 1_000, accountsPerSecond: 1_000 }

/** Runs calls in turn for each channel, at a pace that Slack accepts. */
export const pacedBy = ({ perChannelMs, perSecond }: Pace) => {
  const workspace = new PQueue({ interval: 1_000, intervalCap: perSecond, strict: true })
  const channels = new Map<string, PQueue>()
  return <T>(channel: string, call: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const queue = channels.get(channel) ?? new PQueue({ concurrency: 1 })
      channels.set(channel, queue)
      void queue.add(async () => {
        // Counted from when the call begins, which may be long after it was its channel's turn.
        let rest: Promise<void> | undefined
        await workspace.add(() => {
          rest = new Promise((rested) => setTimeout(rested, perChannelMs))
          return call().then(resolve, reject)
        })
        await rest
      })
      void queue.onIdle().then(() => {
        if (queue.size === 0 && queue.pending === 0) channels.delete(channel)
      })
    })
}
