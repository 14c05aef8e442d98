import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortBanner } from '../../../../shared/service-port/portState.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { troubleText } from '../../../../shared/service-port/portProfileInfo.ts';
import type { ProfileNews } from '../profiles/profileNews.ts';
import type { PortSurroundings } from './portSurroundings.ts';

type TakeBanner = (banner: PortBanner | { code: string; level: 'none' }) => void;

const CODES = ['profile-changed', 'profile-faulty', 'profile-gone'] as const;
const SAME: ProfileNews = { how: 'same' };

/**
 * The profile with which the technician uses a port. A port goes on with what it was opened with, whatever becomes of the file: a banner says it, and
 * the technician says when the changed one is taken.
 */
export class FollowedProfile {
  readonly #profiles: PortSurroundings['profiles'];
  readonly #onBanner: TakeBanner;
  readonly #work: () => string | undefined;
  #profile: PortProfile | undefined;
  #news = SAME;
  #letGo: () => void = () => undefined;

  /** `work`: what is done with the configuration of the device, as a sentence; nothing where it is left alone. */
  constructor(
    profiles: PortSurroundings['profiles'],
    { work, onBanner }: { work: () => string | undefined; onBanner: TakeBanner },
  ) {
    this.#profiles = profiles;
    this.#work = work;
    this.#onBanner = onBanner;
  }

  /** As it is under its id now, where nothing goes on that began with another version; else the one in use. */
  get newest(): PortProfile | undefined {
    return this.#news.how === 'changed' && this.#work() === undefined ? this.#news.now : this.#profile;
  }

  /** The one with which the port shall be opened. Fails with `not-found`, and with `busy` while something goes on that began with another one. */
  wanted(id: string | undefined): PortProfile | undefined {
    const profile = id === undefined ? undefined : this.#found(id);
    const isOther = this.#profile !== undefined && this.#profile !== profile;
    const work = isOther ? this.#work() : undefined;
    if (work === undefined) return profile;
    throw new ContractError('busy', `${work} That began with another profile.`, {
      hint: 'Wait until it has ended, or stop it.',
    });
  }

  /** Nothing for a plain console, and while the port is closed. */
  use(profile: PortProfile | undefined): void {
    const letGo = this.#letGo;
    this.#profile = profile;
    this.#letGo = () => undefined;
    this.#take(SAME);
    if (profile !== undefined) this.#letGo = this.#profiles.follow(profile, (news) => this.#take(news));
    // Only then: a profile without a file stays as long as somebody has it.
    letGo();
  }

  #found(id: string): PortProfile {
    const profile = this.#profiles.find(id);
    if (profile !== undefined) return profile;
    throw new ContractError('not-found', `There is no profile “${id}”.`, {
      hint: 'The list of profiles shows what there is, and which files of your folder cannot be used.',
    });
  }

  #take(news: ProfileNews): void {
    this.#news = news;
    const banner = this.#profile === undefined ? undefined : bannerOf(this.#profile, news);
    for (const code of CODES) if (code !== banner?.code) this.#onBanner({ code, level: 'none' });
    if (banner !== undefined) this.#onBanner(banner);
  }
}

function bannerOf({ name }: PortProfile, news: ProfileNews): PortBanner | undefined {
  switch (news.how) {
    case 'same':
      return undefined;
    case 'faulty':
      return {
        code: 'profile-faulty',
        level: 'warning',
        sentence: `The file of the profile “${name}” was changed and cannot be used: ${troubleText(news.trouble)}`,
        remedy: 'The port goes on with what was read before. Put the file in order.',
      };
    case 'changed':
      return {
        code: 'profile-changed',
        level: 'info',
        sentence: `The profile “${name}” was changed${placeWords(news)}.`,
        remedy:
          'The port goes on with it as it was. Ask the device who it is (identify) to use the changed one.',
      };
    case 'gone':
      return {
        code: 'profile-gone',
        level: 'info',
        sentence: goneWords(name, news),
        remedy:
          news.now === undefined
            ? 'The port goes on with it until it is closed.'
            : `The port goes on with it as it was. Open the port with ${news.now.id} to use that.`,
      };
    default:
      return news satisfies never;
  }
}

function placeWords({ now, file }: Extract<ProfileNews, { how: 'changed' }>): string {
  return file === undefined ? `: the built-in “${now.name}” has taken its place` : ` (${file})`;
}

function goneWords(name: string, { file, now }: Extract<ProfileNews, { how: 'gone' }>): string {
  if (now !== undefined)
    return `The file ${file ?? ''} of the profile “${name}” holds “${now.name}” (${now.id}).`;
  return `The file${file === undefined ? '' : ` ${file}`} of the profile “${name}” is gone.`;
}
