import { lookAtEveryPage } from './every-page';

lookAtEveryPage({ width: 1440, theme: 'dark', locale: 'ko' }, 'look');
