'use client';

import { Component, type ReactNode } from 'react';

interface Props {
  /** What stands in place of a part that broke. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps a part of a page that breaks, such as one drawn by a library, from taking the page down with it. */
export class PartBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
