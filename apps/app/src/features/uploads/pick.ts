import { File } from 'expo-file-system';
import * as ImagePicker from 'expo-image-picker';
import { type Candidate, typeOf } from './candidate';

function candidateOf(asset: ImagePicker.ImagePickerAsset): Candidate {
  const film = asset.pairedVideoAsset;
  return film ? { ...fileOf(asset), film: fileOf(film) } : fileOf(asset);
}

function fileOf(asset: ImagePicker.ImagePickerAsset): Candidate {
  const file = new File(asset.uri);
  const name = asset.fileName ?? file.name;
  return {
    name,
    mimeType: typeOf(name, asset.mimeType ?? ''),
    size: asset.fileSize ?? file.size ?? 0,
    modifiedAt: null,
    handle: { uri: asset.uri },
  };
}

/** Lets the person choose photos and videos; none when they close the picker. */
export async function pickPhotos(): Promise<Candidate[]> {
  const { assets } = await ImagePicker.launchImageLibraryAsync({
    // iOS alone has live photos, and gives each with its film.
    mediaTypes: ['images', 'videos', 'livePhotos'],
    allowsMultipleSelection: true,
    orderedSelection: true,
    quality: 1,
    // The file as it was taken, HEIC and metadata included.
    preferredAssetRepresentationMode: ImagePicker.UIImagePickerPreferredAssetRepresentationMode.Current,
    videoExportPreset: ImagePicker.VideoExportPreset.Passthrough,
  });
  return (assets ?? []).map(candidateOf);
}

/** Photo libraries of phones have no folders to choose; the button for it is in browsers alone. */
export const pickFolder = async (): Promise<Candidate[]> => [];
