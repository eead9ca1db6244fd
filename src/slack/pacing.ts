// How fast we may post: about one message a second in a channel, and several a second in the whole workspace
// (https://docs.slack.dev/apis/web-api/rate-limits). A slow channel waits by itself; nobody else waits for it.
import PQueue from 'p-queue'

export type Pace = { perChannelMs: number; perSecond: number }

/** Slack's own limits, with room to spare. */
export const slacksPace: Pace = { perChannelMs: 1_000, perSecond: 5 }
/** For a stand-in on this machine that sets no limits. */
export const noPace: Pace = { perChannelMs: 0, perSecond: 1_000 }

/** Runs calls in turn for each channel, at a pace that Slack accepts. */
export const pacedBy = ({ perChannelMs, perSecond }: Pace) => {
  const workspace = new PQueue({ interval: 1_000, intervalCap: perSecond, strict: true })
  const channels = new Map<string, PQueue>()
  return <T>(channel: string, call: () => Promise<T>): Promise<T> => {
    const queue =
      channels.get(channel) ??
      new PQueue({ concurrency: 1, interval: perChannelMs, intervalCap: 1, strict: perChannelMs > 0 })
    channels.set(channel, queue)
    const done = queue.add(() => workspace.add(call))
    void queue.onIdle().then(() => {
      // Kept for the length of an interval, so that a quick second message still waits its turn.
      setTimeout(() => {
        if (queue.size === 0 && queue.pending === 0) channels.delete(channel)
      }, perChannelMs).unref()
    })
    return done
  }
}
