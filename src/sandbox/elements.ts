// What Slack accepts inside a block: texts, options and interactive elements, with its limits, as zod schemas.
// Messages of these schemas are turned into Slack's own by block-rules.ts; nothing here speaks to anyone.
import { z } from 'zod'

/** A text object of either kind. */
export const text = (longest: number) =>
  z.discriminatedUnion('type', [plainText(longest), mrkdwnText(longest)])

export const plainText = (longest: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().optional(),
  })

export const mrkdwnText = (longest: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(longest),
    verbatim: z.boolean().optional(),
  })

const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: text(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const option = z.strictObject({
  text: text(75),
  value: z.string().max(150).optional(),
  description: text(75).optional(),
  url: z.string().max(3000).optional(),
})
const plainOption = z.strictObject({
  ...option.shape,
  text: plainText(75),
  description: plainText(75).optional(),
})

const actionable = { action_id: z.string().min(1).max(255).optional() }
const confirmable = { confirm: confirm.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const placeholdable = { placeholder: plainText(150).optional() }
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
}
const picker = { ...actionable, ...confirmable, ...focusable, ...placeholdable }
const maxSelected = { max_selected_items: z.int().min(1).optional() }

const staticOptions = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z
    .array(z.strictObject({ label: plainText(75), options: z.array(plainOption).min(1).max(100) }))
    .min(1)
    .max(100)
    .optional(),
}

const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional()

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
  ...actionable,
  ...confirmable,
})

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().min(1).max(3000),
  alt_text: z.string().min(1).max(2000),
})

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  options: z.array(option).min(1).max(10),
  initial_options: z.array(option).min(1).max(10).optional(),
  ...actionable,
  ...confirmable,
  ...focusable,
})
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  options: z.array(option).min(1).max(10),
  initial_option: option.optional(),
  ...actionable,
  ...confirmable,
  ...focusable,
})
const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z.array(plainOption).min(1).max(5),
  ...actionable,
  ...confirmable,
})
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  initial_date: z.iso.date().optional(),
  ...picker,
})
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  ...picker,
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  initial_date_time: z.int().optional(),
  ...actionable,
  ...confirmable,
  ...focusable,
})

const selects = [
  z.strictObject({
    type: z.literal('static_select'),
    initial_option: plainOption.optional(),
    ...staticOptions,
    ...picker,
  }),
  z.strictObject({ type: z.literal('users_select'), initial_user: z.string().optional(), ...picker }),
  z.strictObject({
    type: z.literal('conversations_select'),
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter,
    ...picker,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
    ...picker,
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    initial_options: z.array(plainOption).min(1).optional(),
    ...staticOptions,
    ...picker,
    ...maxSelected,
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    initial_users: z.array(z.string()).optional(),
    ...picker,
    ...maxSelected,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    initial_conversations: z.array(z.string()).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter,
    ...picker,
    ...maxSelected,
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    initial_channels: z.array(z.string()).optional(),
    ...picker,
    ...maxSelected,
  }),
] as const

const typedInput = { ...actionable, ...dispatchable, ...focusable, ...placeholdable }
const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  ...typedInput,
})
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  ...typedInput,
})
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  initial_value: z.string().optional(),
  ...typedInput,
})
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  initial_value: z.string().optional(),
  ...typedInput,
})
const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
  ...typedInput,
})

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
})

const pickers = [
  checkboxes,
  radioButtons,
  overflow,
  datepicker,
  timepicker,
  datetimepicker,
  ...selects,
] as const

/** What an `actions` block may hold. */
export const actionElement = z.discriminatedUnion('type', [button, ...pickers, richTextInput])
export const buttonElement = button
/** What may stand beside a `section`. */
export const accessory = z.discriminatedUnion('type', [button, image, ...pickers])
/** What an `input` block may hold. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  emailInput,
  urlInput,
  richTextInput,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
  ...selects,
])
/** What a `context_actions` block may hold. */
export const contextActionElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    positive_button: feedbackButton,
    negative_button: feedbackButton,
    ...actionable,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    icon: z.literal('trash'),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    accessibility_label: z.string().max(75).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    ...actionable,
    ...confirmable,
  }),
])
