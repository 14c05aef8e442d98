import { LIMITS } from '../../../shared/contract/limits.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { UsageError } from '../usageError.ts';

export const note: Command = {
  positionals: ['TEXT'],
  flags: {
    about: { value: 'SEQ', about: 'The number of the record that the note belongs to.' },
    station: { value: 'ID', about: 'The charger that the note is about, where it is about no record.' },
  },
  about:
    'Adds a note of yours to the trace of the running Kerbside, with the time of now: what you saw or did at the charger.',
  examples: [
    'note "I opened the door" --station CP-0042',
    'note "the display went dark here" --about 1234',
    'note "lunch" --json',
  ],
  async run(args, terminal) {
    const text = args.at(0);
    if (text.trim() === '') throw new UsageError('TEXT needs words: kerbside note "I opened the door".');
    if (text.length > LIMITS.noteChars) {
      throw new UsageError(`TEXT may have ${LIMITS.noteChars} characters, not ${text.length}.`);
    }
    const aboutSeq = args.number('about', { min: 1, max: Number.MAX_SAFE_INTEGER, isWhole: true });
    const stationId = args.text('station');
    if (aboutSeq !== undefined && stationId !== undefined) {
      throw new UsageError('Give --about or --station, not both: a record has its charger already.');
    }
    const params: Params<'note.add'> = {
      text,
      ...(aboutSeq === undefined ? {} : { aboutSeq }),
      ...(stationId === undefined ? {} : { stationId }),
    };
    const { seq } = await withCore(args, (client) => client.call('note.add', params));
    if (args.has('json')) await terminal.print(JSON.stringify({ seq, ...params }));
    else terminal.note(`The note is record ${seq}.`);
    return EXIT.done;
  },
};
