import type { AnyBlock } from './blocks.ts';
import { type Plain, plain } from './text.ts';

export interface Message {
  /** Of notifications, and for screen readers: with the same markup as the blocks. */
  readonly text: string;
  readonly blocks: readonly AnyBlock[];
}

interface View {
  readonly blocks: readonly AnyBlock[];
  readonly callback_id?: string;
  readonly external_id?: string;
  /** Comes back with every payload, and is as little to be trusted as the rest of it. */
  readonly private_metadata?: string;
}

export interface Modal extends View {
  readonly type: 'modal';
  readonly title: Plain;
  readonly submit?: Plain;
  readonly close?: Plain;
  readonly notify_on_close?: boolean;
}

export interface Home extends View {
  readonly type: 'home';
}

export type Surface = Message | Modal | Home;

interface Given extends Omit<Modal, 'type' | 'title' | 'submit' | 'close' | 'blocks'> {
  readonly submit?: string;
  readonly close?: string;
}

export function message(text: string, blocks: readonly AnyBlock[]): Message {
  return { text, blocks };
}

export function modal(title: string, blocks: readonly AnyBlock[], { submit, close, ...more }: Given = {}): Modal {
  return {
    ...{ type: 'modal', title: plain(title), blocks, ...more },
    ...(submit === undefined ? {} : { submit: plain(submit) }),
    ...(close === undefined ? {} : { close: plain(close) }),
  };
}

export function home(blocks: readonly AnyBlock[], more: Omit<View, 'blocks'> = {}): Home {
  return { type: 'home', blocks, ...more };
}
