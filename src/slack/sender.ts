// Says things in Slack: renders a letter, posts it once, and tells apart what surely failed from what may have
// arrived. The client's own retries are off, since posting is not idempotent.
import { ErrorCode, type WebClient } from '@slack/web-api'
import { FileId, type Instant, SlackTs } from '../domain/model.ts'
import type { Strings } from '../locales/en.ts'
import type { Posted, Sender } from '../ports.ts'
import { type Pace, pacedBy } from './pacing.ts'
import { askedToWait } from './rate-limited.ts'
import { renderFile } from './views/export-file.ts'
import { type Rendered, renderLetter } from './views/letter.ts'

/** The event type under which a message's key travels in its metadata. */
const eventType = 'balcony_message'

/** Options that every client of ours is made with. The time-out is what `reconcileAfterSeconds` counts on. */
export const carefulClient = {
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
} as const

export const slackSender = (client: WebClient, say: Strings, pace: Pace): Sender => {
  const paced = pacedBy(pace)
  return {
    post: (to, letter, key) =>
      orPlainer(renderLetter(letter, say), (said) =>
        paced(to.channel, () =>
          outcomeOf(async () => {
            const { ts } = await client.chat.postMessage({
              channel: to.channel,
              ...(to.thread && { thread_ts: to.thread }),
              ...said,
              metadata: { event_type: eventType, event_payload: { key } },
              unfurl_links: false,
              unfurl_media: false,
            })
            return ts as SlackTs
          }),
        ),
      ),
    update: (at, letter) =>
      orPlainer(renderLetter(letter, say), (said) =>
        paced(at.channel, () =>
          outcomeOf(async () => {
            await client.chat.update({ channel: at.channel, ts: at.ts, ...said })
            return at.ts
          }),
        ),
      ),
    remove: (at) =>
      paced(at.channel, () =>
        outcomeOf(async () => {
          await unlessGone('message_not_found', () => client.chat.delete({ channel: at.channel, ts: at.ts }))
          return at.ts
        }),
      ),
    upload: async (to, file, named) => {
      const { name, title, content } = renderFile(file, say)
      const bytes = Buffer.from(content, 'utf8')
      const { upload_url, file_id } = await client.files.getUploadURLExternal({
        filename: name,
        length: bytes.length,
      })
      if (!upload_url || !file_id) throw new Error('Slack gave no place to put a file')
      await named(FileId.parse(file_id))
      const sent = await fetch(upload_url, {
        method: 'POST',
        body: bytes,
        signal: AbortSignal.timeout(carefulClient.timeout),
      })
      if (!sent.ok) throw new Error(`Slack did not take a file: ${sent.status}`)
      await client.files.completeUploadExternal({
        files: [{ id: file_id, title }],
        channel_id: to,
        initial_comment: say.exporting.here,
      })
    },
    removeFile: (id) =>
      outcomeOf(async () => {
        await unlessGone('file_not_found', () => client.files.delete({ file: id }))
        return noTs
      }),
    find: async ({ channel, thread }, key, since) => {
      const range = { channel, oldest: secondsOf(since), include_all_metadata: true, limit: 200 }
      const { messages = [] } = thread
        ? await client.conversations.replies({ ...range, ts: thread }).catch(noneOr)
        : await client.conversations.history(range)
      const found = messages.find((it) => {
        const { metadata } = it as { metadata?: { event_type?: string; event_payload?: { key?: string } } }
        return metadata?.event_type === eventType && metadata.event_payload?.key === key
      })
      return found?.ts as SlackTs | undefined
    },
  }
}

/** Said once more without its picture, where Slack does not take that: it is then sure that nothing was posted. */
const orPlainer = async (
  { plainer, ...said }: Rendered,
  saying: (said: Pick<Rendered, 'text' | 'blocks'>) => Promise<Posted>,
): Promise<Posted> => {
  const outcome = await saying(said)
  const isUnknownBlock = outcome.is === 'refused' && outcome.error === 'invalid_blocks'
  return plainer && isUnknownBlock ? saying({ ...said, blocks: plainer }) : outcome
}

/** A file's going has no `ts` of its own. */
const noTs = SlackTs.parse('0.000000')

// A thread may be gone with the message that began it.
const noneOr = (error: unknown): { messages?: [] } => {
  if ((error as { data?: { error?: string } }).data?.error === 'thread_not_found') return {}
  throw error
}

const unlessGone = async (reason: string, call: () => Promise<unknown>): Promise<void> => {
  try {
    await call()
  } catch (error) {
    if ((error as { data?: { error?: string } }).data?.error !== reason) throw error
  }
}

const outcomeOf = async (call: () => Promise<SlackTs>): Promise<Posted> => {
  try {
    return { is: 'sent', ts: await call() }
  } catch (error) {
    return outcomeOfError(error)
  }
}

/** What an error of the client says about the message. Anything that Slack did not answer is unknown. */
const outcomeOfError = (error: unknown): Posted => {
  const wait = askedToWait(error)
  if (wait !== undefined) return { is: 'later', afterSeconds: wait }
  const { code, data, original } = error as {
    code?: string
    data?: { error?: string }
    original?: { code?: string; cause?: { code?: string } }
  }
  if (code === ErrorCode.PlatformError) {
    const reason = data?.error ?? 'unknown_error'
    if (mendable.has(reason)) return { is: 'later', afterSeconds: 300, reason }
    // What is no code of Slack's came from something in between, which may have passed the call on.
    return inDoubt.has(reason) || !/^\w+$/.test(reason) ? { is: 'unknown' } : { is: 'refused', error: reason }
  }
  const cause = original?.code ?? original?.cause?.code
  // Nobody answered the door: surely not posted.
  if (cause && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(cause))
    return { is: 'later', afterSeconds: 60 }
  if (code === ErrorCode.RequestError || code === ErrorCode.HTTPError) return { is: 'unknown' }
  throw error
}

/** An operator can mend these; until then messages wait for as long as their window lasts. */
const mendable = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'ratelimited',
  'rate_limited',
  'not_in_channel',
])

/** Slack says that something broke on its side, and not whether it was before or after posting. */
const inDoubt = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

const secondsOf = (instant: Instant): string => `${Math.floor(Date.parse(instant) / 1000)}.000000`
