import type { ExpoConfig } from 'expo/config';

/** Hosts of the servers whose links open in the app, with commas; their servers have to say so too (APPLE_APPS, ANDROID_CERTIFICATES). */
const hosts = (process.env['WMORY_LINK_HOSTS'] ?? '')
  .split(',')
  .map((host) => host.trim())
  .filter(Boolean);

/** Phones ask with these before the app has words of its own. */
const asks = {
  en: {
    camera: 'WMORY takes photos for your groups and scans invites.',
    photos: 'WMORY adds the photos you choose to your groups.',
  },
  de: {
    camera: 'WMORY nimmt Fotos für deine Gruppen auf und liest Einladungen ein.',
    photos: 'WMORY fügt die Fotos, die du auswählst, deinen Gruppen hinzu.',
  },
  es: {
    camera: 'WMORY hace fotos para tus grupos y escanea invitaciones.',
    photos: 'WMORY añade a tus grupos las fotos que elijas.',
  },
  ar: {
    camera: 'يلتقط WMORY الصور لمجموعاتك ويمسح رموز الدعوات.',
    photos: 'يضيف WMORY الصور التي تختارها إلى مجموعاتك.',
  },
};

/** Addresses that the app has pages for, as the server tells phones too (`http/app-links.ts` there). */
const pages = [
  '/join',
  '/verify',
  '/reset',
  '/new-email',
  '/keep-email',
  '/unsubscribe',
  '/keep-account',
  '/groups',
];

const config: ExpoConfig = {
  name: 'WMORY',
  slug: 'wmory',
  scheme: 'wmory',
  version: '0.1.0',
  orientation: 'default',
  userInterfaceStyle: 'automatic',
  locales: Object.fromEntries(
    Object.entries(asks).map(([language, { camera, photos }]) => [
      language,
      { ios: { NSCameraUsageDescription: camera, NSPhotoLibraryUsageDescription: photos } },
    ]),
  ),
  icon: './assets/icon.png',
  platforms: ['ios', 'android', 'web'],
  ios: {
    bundleIdentifier: 'org.wmory.app',
    supportsTablet: true,
    icon: {
      light: './assets/icon.png',
      dark: './assets/icon-dark.png',
      tinted: './assets/icon-tinted.png',
    },
    infoPlist: { ITSAppUsesNonExemptEncryption: false, CFBundleAllowMixedLocalizations: true },
    associatedDomains: hosts.map((host) => `applinks:${host}`),
  },
  android: {
    package: 'org.wmory.app',
    adaptiveIcon: {
      foregroundImage: './assets/icon-foreground.png',
      monochromeImage: './assets/icon-foreground.png',
      backgroundColor: '#7A2753',
    },
    blockedPermissions: [
      'android.permission.RECORD_AUDIO',
      'android.permission.READ_MEDIA_AUDIO',
      'android.permission.SYSTEM_ALERT_WINDOW',
      'android.permission.READ_EXTERNAL_STORAGE',
      'android.permission.WRITE_EXTERNAL_STORAGE',
    ],
    intentFilters: hosts.map((host) => ({
      action: 'VIEW',
      autoVerify: true,
      category: ['BROWSABLE', 'DEFAULT'],
      data: pages.map((pathPrefix) => ({ scheme: 'https', host, pathPrefix })),
    })),
  },
  web: { bundler: 'metro', output: 'single', favicon: './assets/favicon.png', name: 'WMORY' },
  plugins: [
    ['expo-router', { sitemap: false }],
    [
      'expo-image-picker',
      {
        photosPermission: asks.en.photos,
        // `false` would take the permission from the camera, too.
        cameraPermission: asks.en.camera,
        microphonePermission: false,
      },
    ],
    [
      'expo-camera',
      { cameraPermission: asks.en.camera, microphonePermission: false, recordAudioAndroid: false },
    ],
    [
      'expo-sharing',
      {
        ios: {
          enabled: true,
          activationRule: {
            supportsImageWithMaxCount: 100,
            supportsMovieWithMaxCount: 100,
            supportsFileWithMaxCount: 100,
          },
        },
        android: {
          enabled: true,
          singleShareMimeTypes: ['image/*', 'video/*'],
          multipleShareMimeTypes: ['image/*', 'video/*'],
        },
      },
    ],
    ['expo-secure-store', { configureAndroidBackup: true, faceIDPermission: false }],
    [
      'expo-splash-screen',
      {
        image: './assets/splash.png',
        imageWidth: 120,
        backgroundColor: '#F8F6F3',
        dark: { image: './assets/splash-dark.png', backgroundColor: '#141211' },
      },
    ],
    ['expo-localization', { supportsRTL: true, supportedLocales: Object.keys(asks) }],
  ],
};

export default config;
