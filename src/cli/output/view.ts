/** What colours stand for; danger is said in words as well. */
export type Meaning = 'waiting' | 'live' | 'ended' | 'refused' | 'trouble' | 'scheduled' | 'strong';

export interface View {
  readonly now: number;
  /** IANA name of the zone that times are told in. */
  readonly zone: string;
  readonly paint: (meaning: Meaning, text: string) => string;
}
