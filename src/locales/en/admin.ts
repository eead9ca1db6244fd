// The Home tab of an admin, and the forms behind it.

export const admin = {
  admin: {
    title: 'For admins',
    intro:
      'You set up who is asked and when. You cannot see what anyone writes, whether they answer, or whether they take part.',
    facilitatorTitle: 'For facilitators',
    facilitatorIntro:
      'You look after a partnership’s channel and its monthly digest. You cannot see what anyone writes, whether they answer, or whether they take part.',
    doubt: (name: string, month: string) =>
      `*Did the ${month} digest appear in ${name}?* Slack did not answer in time, and Balcony may not read that channel.`,
    introductionDoubt: (name: string) =>
      `*Did Balcony’s introduction appear in ${name}?* Slack did not answer in time, and Balcony may not read that channel.`,
    appeared: 'Yes, it is there',
    postAgain: 'No, post it',
    more: (n: number) =>
      `There ${n === 1 ? 'is' : 'are'} ${n} more. ${n === 1 ? 'It' : 'They'} will show here as you deal with these.`,
    /** `name` is the channel’s name as it was last seen; `id`, how it is named to Slack. */
    trouble: {
      text: 'Balcony has something to tell you about a partnership’s channel.',
      missed: (name: string, month: string) =>
        `*The ${month} digest of ${name} did not appear.* Balcony tried for three days and could not post it, and now it is too late. Nothing is lost: what people said yes to moves on to the next digest, and they need not say it again. See that Balcony is in the channel before then.`,
      is: {
        archived: (name: string, _id: string) =>
          `*${name} is archived*, so its monthly digest cannot be posted. Nothing is lost: what people said yes to waits for the next digest. To go on, unarchive the channel in Slack.`,
        'out-of-reach': (name: string, _id: string) =>
          `*Balcony cannot get at ${name} any more*, so its monthly digest cannot be posted. Nothing is lost: what people said yes to waits for the next digest. To go on, open the channel and type \`/invite @Balcony\`.`,
        public: (name: string, id: string) =>
          `*<#${id}> (${name}) is public now*: anyone in the workspace can read it, and what was posted there before. Writers can take their words out in their Home. Nothing new that people shared is posted while this is so. If it was not meant, make it private again in Slack. If it was, say why: in Balcony’s Home, press *Open partnerships* and *Change*. People then read your reason and are asked anew.`,
        shared: (name: string, id: string) =>
          `*<#${id}> (${name}) is shared with another organisation*, which keeps a copy by its own rules. Words that people agreed to share before are held back until they agree again. People of the other organisation cannot be asked by Balcony; they take part in the talk.`,
      },
    },
    notAllowed:
      'Only an admin of this workspace can do that. If you think that you should be one, ask whoever set Balcony up here.',
  },
}
