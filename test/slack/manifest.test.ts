// What the app asks of a workspace, held against what the code does, both ways.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { coreScopes } from '../../src/sandbox/seed.ts'
import { commands } from '../../src/slack/commands.ts'
import { actions, events, shortcuts, submissions } from '../../src/slack/register.ts'

const root = new URL('../..', import.meta.url).pathname
const source = readFileSync(join(root, 'manifest.yml'), 'utf8')

/** https://docs.slack.dev/reference/app-manifest: a key that it does not name is a mistake. */
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z-]{1,31}$/),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})
const manifest = Manifest.parse(parse(source))
const { features, oauth_config, settings } = manifest

/**
 * The bot scopes that a method needs as Balcony calls it, by https://docs.slack.dev/reference/methods/NAME: of
 * conversations.info and .members only channels are asked about, public and private; of history and replies only DMs.
 */
const scopesOfMethods: Record<string, readonly string[]> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'team.info': ['team:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** The bot scopes that an event needs, by https://docs.slack.dev/reference/events/NAME. */
const scopesOfEvents: Record<(typeof events)[number], readonly string[]> = {
  app_home_opened: [],
  'message.im': ['im:history'],
  user_change: ['users:read'],
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.ts') && !it.startsWith('sandbox'))
    .map((it) => readFileSync(join(root, folder, it), 'utf8'))

const code = filesIn('src')
const called = new Set(
  code.flatMap((text) =>
    [...text.matchAll(/\bclient\s*\.\s*([a-z]+)\s*\.\s*([a-zA-Z]+)\s*\(/g)].map(
      ([, family, name]) => `${family}.${name}`,
    ),
  ),
)

const sorted = (it: Iterable<string>) => [...new Set(it)].toSorted()

describe('the manifest', () => {
  test('asks for the scopes of what the code calls and hears, and for no other', () => {
    expect(sorted(called)).toEqual(sorted(Object.keys(scopesOfMethods)))
    const needed = [
      ...[...called].flatMap((method) => scopesOfMethods[method] ?? ['unknown']),
      ...events.flatMap((event) => scopesOfEvents[event]),
      ...(Object.keys(commands).length > 0 ? ['commands'] : []),
    ]
    expect(sorted(oauth_config.scopes.bot)).toEqual(sorted(needed))
    expect(oauth_config.scopes.bot).toHaveLength(new Set(oauth_config.scopes.bot).size)
  })

  test('grants what the practice workspace grants, so that everything there is tried with these scopes alone', () => {
    expect(sorted(coreScopes)).toEqual(sorted(oauth_config.scopes.bot))
  })

  test('no call hides from the count', () => {
    for (const text of code) {
      expect(text).not.toMatch(/\bapiCall\b|\bfilesUploadV2\b|\bchatStream\b/)
      expect(text).not.toMatch(/\bclient\s*\[|\{[^}]*\}\s*=\s*(?:desk\.)?client\b/)
    }
  })

  test('subscribes to the events that are listened to, and to no other', () => {
    expect(sorted(settings.event_subscriptions.bot_events)).toEqual(sorted(events))
    const heard = code.flatMap((text) =>
      [...text.matchAll(/\bapp\.event\(\s*'([a-z_]+)'/g)].map(([, it]) => it ?? ''),
    )
    expect(sorted(heard)).toEqual(sorted(events.map((it) => it.split('.')[0] ?? '')))
  })

  test('has the commands that are answered, and no other', () => {
    expect(sorted(features.slash_commands.map(({ command }) => command))).toEqual(
      sorted(Object.keys(commands)),
    )
  })

  test('has the shortcuts that are answered, and no other', () => {
    expect(sorted(features.shortcuts.map((it) => it.callback_id))).toEqual(sorted(Object.keys(shortcuts)))
  })

  test('lets people press, fill in, type and open Home', () => {
    expect(Object.keys({ ...actions, ...submissions }).length > 0).toBe(settings.interactivity.is_enabled)
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(settings).toMatchObject({
      socket_mode_enabled: true,
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    })
  })

  test('says beside every scope and event what it is for', () => {
    const lines = source.split('\n').map((it) => it.trim())
    for (const asked of [...oauth_config.scopes.bot, ...settings.event_subscriptions.bot_events]) {
      const at = lines.indexOf(`- ${asked}`)
      expect(lines[at - 1], asked).toMatch(/^# /)
    }
  })
})
